package io.onevisit.core.qr;

/** Draws a QR code as SVG 1.1. */
final class QrSvg {
    private QrSvg() {}

    /**
     * The document.
     *
     * @param over elements drawn over the code, in modules from the edge of the quiet zone
     */
    static String write(QrCode code, String over) {
        int side = code.size() + 2 * ModuleGrid.QUIET_ZONE;
        String links = over.isEmpty() ? "" : " xmlns:xlink=\"http://www.w3.org/1999/xlink\"";
        return """
                <svg xmlns="http://www.w3.org/2000/svg"LINKS version="1.1" viewBox="0 0 SIDE SIDE" \
                shape-rendering="crispEdges"><path fill="#fff" d="M0 0hSIDEvSIDEh-SIDEz"/><path d="DARK"/>OVER</svg>
                """.replace("LINKS", links)
                .replace("SIDE", Integer.toString(side))
                .replace("DARK", darkRuns(code))
                .replace("OVER", over);
    }

    /** Path data: one rectangle for each run of dark modules in a row. */
    private static String darkRuns(QrCode code) {
        StringBuilder path = new StringBuilder();
        for (int row = 0; row < code.size(); row++) {
            for (int column = 0; column < code.size(); column++) {
                if (code.dark(column, row)) {
                    int start = column;
                    while (code.dark(column + 1, row)) {
                        column++;
                    }
                    int length = column - start + 1;
                    path.append('M').append(start + ModuleGrid.QUIET_ZONE);
                    path.append(' ').append(row + ModuleGrid.QUIET_ZONE);
                    path.append('h')
                            .append(length)
                            .append("v1h-")
                            .append(length)
                            .append('z');
                }
            }
        }
        return path.toString();
    }
}
