package io.onevisit.examples.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.oas.OpenApi31;
import io.onevisit.core.platform.RawMessage;
import io.onevisit.core.platform.RawReply;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The OpenAPI document, read by a JSON Schema validator: what goes over the wire has to be as it says. */
final class Contract {
    private static final Path DOCUMENT = Path.of("..", "..", "docs", "openapi.yaml");
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder -> builder.metaSchema(OpenApi31.getInstance())
                    .defaultMetaSchemaIri(OpenApi31.getInstance().getIri()));

    private Contract() {}

    /** The paths that a client can call. */
    static Set<String> paths() throws IOException {
        return Files.readString(DOCUMENT)
                .lines()
                .dropWhile(line -> !line.equals("paths:"))
                .takeWhile(line -> !line.equals("webhooks:"))
                .filter(line -> line.matches("  /.*:"))
                .map(line -> line.strip().replaceFirst(":$", ""))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The reply as the contract says for the request's path; and the request, if that is what the reply says of it. */
    static void holds(RawMessage request, RawReply reply) throws IOException {
        String path = URI.create(request.targetUri()).getPath();
        List<String> mediaType = reply.headers().get("content-type");
        if (reply.status() >= 400) {
            assertThat(mediaType).containsExactly("application/problem+json");
            valid("/components/schemas/Problem", reply.body().toArray());
            return;
        }
        assertThat(reply.status()).isEqualTo(200);
        assertThat(mediaType).containsExactly("application/json");
        assertThat(paths()).contains(path);
        String operation = "/paths/" + path.replace("/", "~1") + "/post";
        valid(
                operation + "/requestBody/content/application~1json/schema",
                request.body().toArray());
        valid(
                operation + "/responses/200/content/application~1json/schema",
                reply.body().toArray());
    }

    private static void valid(String schema, byte[] json) {
        SchemaLocation location = SchemaLocation.of(DOCUMENT.toUri() + "#" + schema);
        assertThat(SCHEMAS.getSchema(location).validate(new String(json, StandardCharsets.UTF_8), InputFormat.JSON))
                .as(schema)
                .isEmpty();
    }
}
