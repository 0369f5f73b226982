package io.github.orgportal.emailtan;

/** Shows an address so that its owner knows it and nobody learns it: {@code a···@m···.example}. */
final class MaskedAddress {
    /** Of Latin-1, as is all else on the page: one other character would double the page's size in memory. */
    private static final String DOTS = "···";

    private MaskedAddress() {}

    static String of(String address) {
        int at = address.lastIndexOf('@');
        if (at < 1) {
            return DOTS;
        }
        String domain = address.substring(at + 1);
        int dot = domain.lastIndexOf('.');
        String ending = dot < 1 ? "" : domain.substring(dot);
        return first(address) + DOTS + "@" + first(domain) + DOTS + ending;
    }

    private static String first(String text) {
        return text.isEmpty() ? "" : text.substring(0, text.offsetByCodePoints(0, 1));
    }
}
