package io.onevisit.examples.ofdrw;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.imageio.ImageIO;
import org.ofdrw.converter.ImageMaker;
import org.ofdrw.reader.OFDReader;
import org.ofdrw.sign.ExtendSignatureContainer;
import org.ofdrw.sign.OFDSigner;
import org.ofdrw.sign.SignMode;
import org.ofdrw.sign.stamppos.NormalStampPos;
import org.ofdrw.sign.stamppos.RidingStampPos;
import org.ofdrw.sign.stamppos.Side;
import org.ofdrw.sign.stamppos.StampAppearance;
import org.ofdrw.sign.verify.OFDValidator;
import org.ofdrw.sign.verify.SignedDataValidateContainer;
import org.ofdrw.sign.verify.container.SESV1ValidateContainer;
import org.ofdrw.sign.verify.container.SESV4ValidateContainer;

/** OFD documents as ofdrw reads and signs them. */
final class Documents {
    private static final double PIXELS_PER_MILLIMETRE = 5;
    private static final double MILLIMETRES = 40;

    private Documents() {}

    /** The version of the seals, the document. */
    static void validate(List<String> arguments) throws IOException, GeneralSecurityException {
        SignedDataValidateContainer values =
                arguments.get(0).equals("1") ? new SESV1ValidateContainer() : new SESV4ValidateContainer();
        try (OFDReader reader = new OFDReader(Path.of(arguments.get(1)));
                OFDValidator validator = new OFDValidator(reader).setValidator(values)) {
            validator.exeValidate();
        }
    }

    /** The document, a page counted from 1, the PNG to be written. */
    static void render(List<String> arguments) throws IOException {
        try (OFDReader reader = new OFDReader(Path.of(arguments.get(0)))) {
            int page = Integer.parseInt(arguments.get(1)) - 1;
            ImageIO.write(
                    new ImageMaker(reader, PIXELS_PER_MILLIMETRE).makePage(page),
                    "png",
                    Path.of(arguments.get(2)).toFile());
        }
    }

    /**
     * Signs with {@code signature}, 40 mm square.
     *
     * @param paths the document and what is written
     * @param how {@code whole} or {@code open} to further signatures; {@code first} for a stamp on the first page or
     *     {@code riding} for slices on all
     */
    static void sign(ExtendSignatureContainer signature, List<String> paths, List<String> how)
            throws IOException, GeneralSecurityException {
        StampAppearance place = how.get(1).equals("riding")
                ? new RidingStampPos(Side.Right, MILLIMETRES, MILLIMETRES)
                : new NormalStampPos(1, 30, 30, MILLIMETRES, MILLIMETRES);
        try (OFDReader reader = new OFDReader(Path.of(paths.get(0)));
                OFDSigner signer = new OFDSigner(reader, Path.of(paths.get(1)))) {
            signer.setSignMode(how.get(0).equals("open") ? SignMode.ContinueSign : SignMode.WholeProtected);
            signer.setSignContainer(signature);
            signer.addApPos(place);
            signer.exeSign();
        }
    }
}
