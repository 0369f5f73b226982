package io.github.orgportal.letters;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * A font that lies in this jar. What it has no sign for, and how wide a text is, is asked before the layout: a layout that meets an
 * unknown sign leaves the file without a font for it, and a line that is too long would push the city out of the window of the envelope.
 */
final class LetterFont {
    /** What stands for a sign that the font does not have. */
    private static final int REPLACEMENT = 0x25A1;

    private final byte[] file;
    private final String family;
    private final int weight;
    private final CmapLookup signs;
    private final TrueTypeFont parsed;
    private final int unitsPerEm;

    LetterFont(String resource, String family, int weight) {
        this.family = family;
        this.weight = weight;
        try (InputStream stream =
                Objects.requireNonNull(LetterFont.class.getResourceAsStream("dejavu/" + resource), resource)) {
            this.file = stream.readAllBytes();
            this.parsed = new TTFParser().parse(new RandomAccessReadBuffer(file));
            this.signs = parsed.getUnicodeCmapLookup();
            this.unitsPerEm = parsed.getUnitsPerEm();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void addTo(PdfRendererBuilder builder) {
        builder.useFont(() -> new ByteArrayInputStream(file), family, weight, FontStyle.NORMAL, true);
    }

    boolean has(int codePoint) {
        return signs.getGlyphId(codePoint) != 0;
    }

    /** The text with a sign in place of each that the font does not have. */
    String replace(String text) {
        StringBuilder replaced = new StringBuilder(text.length());
        text.codePoints()
                .map(codePoint -> has(codePoint) ? codePoint : REPLACEMENT)
                .forEach(replaced::appendCodePoint);
        return replaced.toString();
    }

    /** In em. */
    synchronized double width(String text) {
        try {
            double units = 0;
            for (int codePoint : text.codePoints().toArray()) {
                units += parsed.getAdvanceWidth(signs.getGlyphId(codePoint));
            }
            return units / unitsPerEm;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
