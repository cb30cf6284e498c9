package io.onevisit.seal.ofd;

import io.onevisit.core.internal.Require;
import io.onevisit.seal.SealPicture;
import io.onevisit.seal.ofd.StampPlace.Edge;
import io.onevisit.seal.ofd.StampPlace.OnPage;
import io.onevisit.seal.ofd.StampPlace.RidingEdge;
import java.util.ArrayList;
import java.util.List;

/** Lays the picture of a seal out on the pages of a document, {@code StampAnnot} of GB/T 33190-2016, 18.2. */
final class StampLayout {
    private static final int MAX_PLACES = 200;
    private static final int THOUSANDTHS = 1000;

    private final OfdStructure document;
    private final List<String> pages;
    private final SealPicture picture;
    private final NextSignature signature;
    private final List<SignatureFile.Stamp> stamps = new ArrayList<>();

    private StampLayout(OfdStructure document, SealPicture picture, NextSignature signature) {
        this.document = document;
        this.pages = List.copyOf(document.pages().keySet());
        this.picture = picture;
        this.signature = signature;
    }

    /** A stamp for every picture or slice, in the order of {@code places}. */
    static List<SignatureFile.Stamp> of(
            OfdStructure document, SealPicture picture, List<StampPlace> places, NextSignature signature) {
        int count = Require.present(places, "places").size();
        Require.that(count >= 1 && count <= MAX_PLACES, "places", "must be 1 to " + MAX_PLACES);
        StampLayout layout = new StampLayout(document, picture, signature);
        List.copyOf(places).forEach(layout::add);
        return List.copyOf(layout.stamps);
    }

    private void add(StampPlace place) {
        if (place instanceof OnPage onPage) {
            OfdBox box = new OfdBox(onPage.x(), onPage.y(), picture.width(), picture.height());
            add(onPage.page(), box, SignatureFile.Stamp.whole(box));
        } else {
            addSlices((RidingEdge) place);
        }
    }

    private void addSlices(RidingEdge riding) {
        int last = riding.lastPage() == RidingEdge.LAST ? pages.size() : riding.lastPage();
        int slices = last - riding.firstPage() + 1;
        boolean upright = riding.edge() == Edge.LEFT || riding.edge() == Edge.RIGHT;
        int side = upright ? picture.width() : picture.height();
        Require.that(slices >= 2, "riding seal", "must go over two pages or more");
        Require.that(slices <= side, "riding seal", "must have slices of a millimetre or more");
        for (int i = 0; i < slices; i++) {
            addSlice(riding, riding.firstPage() + i, i, slices);
        }
    }

    private void addSlice(RidingEdge riding, int page, int index, int slices) {
        OfdBox paper = paper(page);
        int width = picture.width();
        int height = picture.height();
        double across = paper.x() + riding.offset();
        double down = paper.y() + riding.offset();
        int fromEnd = slices - 1 - index;
        OfdBox clip = switch (riding.edge()) {
            case RIGHT -> columns(index, slices);
            case LEFT -> columns(fromEnd, slices);
            case BOTTOM -> rows(index, slices);
            case TOP -> rows(fromEnd, slices);
        };
        OfdBox box = switch (riding.edge()) {
            case RIGHT -> new OfdBox(paper.right() - clip.right(), down, width, height);
            case LEFT -> new OfdBox(paper.x() - clip.x(), down, width, height);
            case BOTTOM -> new OfdBox(across, paper.bottom() - clip.bottom(), width, height);
            case TOP -> new OfdBox(across, paper.y() - clip.y(), width, height);
        };
        add(page, box, clip);
    }

    private OfdBox columns(int index, int slices) {
        double from = cut(picture.width(), index, slices);
        return new OfdBox(from, 0, cut(picture.width(), index + 1, slices) - from, picture.height());
    }

    private OfdBox rows(int index, int slices) {
        double from = cut(picture.height(), index, slices);
        return new OfdBox(0, from, picture.width(), cut(picture.height(), index + 1, slices) - from);
    }

    /** Where a side is cut: a whole thousandth, so that nothing is lost between two slices. */
    private static double cut(int side, int index, int slices) {
        int thousandths = side * THOUSANDTHS * index / slices;
        return thousandths / (double) THOUSANDTHS;
    }

    private void add(int page, OfdBox box, OfdBox clip) {
        OfdBox paper = paper(page);
        SignatureFile.Stamp stamp =
                new SignatureFile.Stamp(signature.stampId(stamps.size()), pages.get(page - 1), box, clip);
        Require.that(stamp.isWithin(paper), "place", "must leave the seal within its page");
        Require.that(
                stamps.size() < SignatureFile.MAX_STAMPS,
                "places",
                "must show " + SignatureFile.MAX_STAMPS + " pictures and slices at most");
        stamps.add(stamp);
    }

    private OfdBox paper(int page) {
        Require.that(page <= pages.size(), "place", "must be on a page that exists");
        return document.paper(pages.get(page - 1));
    }
}
