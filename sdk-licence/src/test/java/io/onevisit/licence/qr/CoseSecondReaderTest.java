package io.onevisit.licence.qr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import COSE.AlgorithmID;
import COSE.Attribute;
import COSE.CoseException;
import COSE.HeaderKeys;
import COSE.KeyKeys;
import COSE.Message;
import COSE.MessageTag;
import COSE.OneKey;
import COSE.Sign1Message;
import com.upokecenter.cbor.CBORObject;
import io.onevisit.core.Bytes;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.VerificationKey;
import io.onevisit.licence.qr.Cbor.Entries;
import io.onevisit.licence.qr.Cbor.Int;
import io.onevisit.licence.qr.Cbor.Octets;
import org.junit.jupiter.api.Test;

/** The implementation of COSE by the author of RFC 9052, over a CBOR of its own, reads what we write and the reverse. */
class CoseSecondReaderTest {
    private static final byte[] PAYLOAD = "licence".getBytes(UTF_8);

    private final SigningKey key = SigningKey.generate(SignatureAlgorithm.ES256, "k");

    @Test
    void the_other_reader_verifies_what_is_written_here() throws CoseException {
        byte[] message = written();

        Sign1Message read = (Sign1Message) Message.DecodeFromBytes(message, MessageTag.Sign1);

        assertThat(read.validate(otherKey(key.verificationKey()))).isTrue();
        assertThat(read.GetContent()).isEqualTo(PAYLOAD);
        assertThat(read.findAttribute(HeaderKeys.KID).GetByteString()).isEqualTo(new byte[] {'k'});
    }

    @Test
    void both_refuse_another_key_and_another_payload() throws CoseException {
        VerificationKey other =
                SigningKey.generate(SignatureAlgorithm.ES256, "k").verificationKey();
        byte[] changed = written();
        changed[changed.length - 67] ^= 1; // the payload's last octet

        assertThat(decoded(written()).validate(otherKey(other))).isFalse();
        assertThat(read(written()).verify(other)).isEqualTo(Verdict.FAILED);
        assertThat(decoded(changed).validate(otherKey(key.verificationKey()))).isFalse();
        assertThat(read(changed).verify(key.verificationKey())).isEqualTo(Verdict.FAILED);
    }

    @Test
    void what_the_other_writes_is_verified_here() throws CoseException {
        OneKey foreign = OneKey.generateKey(AlgorithmID.ECDSA_256);
        Sign1Message message = new Sign1Message();
        message.addAttribute(HeaderKeys.Algorithm, AlgorithmID.ECDSA_256.AsCBOR(), Attribute.PROTECTED);
        message.SetContent(PAYLOAD);
        message.sign(foreign);
        VerificationKey theirs = VerificationKey.of(
                SignatureAlgorithm.ES256,
                foreign.get(KeyKeys.EC2_X).GetByteString(),
                foreign.get(KeyKeys.EC2_Y).GetByteString());

        CoseSign1 read = read(message.EncodeToBytes());

        assertThat(read.verify(theirs)).isEqualTo(Verdict.PASSED);
        assertThat(read.header()).isEqualTo(Entries.none().with(CoseSign1.ALGORITHM, new Int(-7)));
    }

    private byte[] written() {
        Entries header = Entries.none()
                .with(CoseSign1.ALGORITHM, new Int(-7))
                .with(CoseSign1.KEY_ID, new Octets(Bytes.of(new byte[] {'k'})));
        return CoseSign1.sign(header, Bytes.of(PAYLOAD), key).encode();
    }

    private static Sign1Message decoded(byte[] message) throws CoseException {
        return (Sign1Message) Message.DecodeFromBytes(message, MessageTag.Sign1);
    }

    private static CoseSign1 read(byte[] message) {
        return CoseSign1.of(CborReader.read(message));
    }

    private static OneKey otherKey(VerificationKey key) throws CoseException {
        return new OneKey(CBORObject.NewMap()
                .Add(KeyKeys.KeyType.AsCBOR(), KeyKeys.KeyType_EC2)
                .Add(KeyKeys.EC2_Curve.AsCBOR(), KeyKeys.EC2_P256)
                .Add(KeyKeys.EC2_X.AsCBOR(), key.x().toArray())
                .Add(KeyKeys.EC2_Y.AsCBOR(), key.y().toArray()));
    }
}
