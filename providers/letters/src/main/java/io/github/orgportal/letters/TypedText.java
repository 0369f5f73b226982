package io.github.orgportal.letters;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** What a person typed, as a letter can show it: signs of the fonts, in one line, and nothing that steers anything. */
record TypedText(LetterFont font, LetterFont bold) {
    /** Letters, marks, digits, punctuation and symbols stay; any kind of space and line end is a space; the rest steers. */
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}\\p{Cc}]+");

    private static final Pattern STEERING = Pattern.compile("[\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}]+");

    String of(String typed) {
        String composed = Normalizer.normalize(
                STEERING.matcher(SPACE.matcher(typed).replaceAll(" ")).replaceAll(""), Normalizer.Form.NFC);
        return bold.replace(font.replace(composed)).strip();
    }
}
