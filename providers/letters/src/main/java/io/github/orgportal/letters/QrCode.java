package io.github.orgportal.letters;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.ArrayList;
import java.util.List;

/**
 * A QR code (ISO/IEC 18004) as black bars, which a template draws with boxes: no picture that a document would have to fetch, and sharp at
 * any size.
 *
 * @param size modules of a side, without the white margin of four modules
 * @param bars from left to right, line by line
 */
public record QrCode(int size, List<Bar> bars) {
    /**
     * Black modules beside each other.
     *
     * @param left of the first one
     * @param top of all of them
     * @param width how many they are
     */
    public record Bar(int left, int top, int width) {}

    /** Copies the list. */
    public QrCode {
        bars = List.copyOf(bars);
    }

    /** With 15 % of it lost, a reader still gets the text: stamps and folds are expected. */
    static QrCode of(String text) {
        try {
            ByteMatrix modules = Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
            List<Bar> bars = new ArrayList<>();
            for (int top = 0; top < modules.getHeight(); top++) {
                int left = 0;
                while (left < modules.getWidth()) {
                    int end = left;
                    while (end < modules.getWidth() && modules.get(end, top) == 1) {
                        end++;
                    }
                    if (end > left) {
                        bars.add(new Bar(left, top, end - left));
                    }
                    left = end + 1;
                }
            }
            return new QrCode(modules.getWidth(), bars);
        } catch (WriterException e) {
            throw new IllegalArgumentException("Too long for a QR code", e);
        }
    }
}
