package io.github.orgportal.tests;

/** How often attack, fault and race tests try: all of it with {@code -Pcampaign}, else a tenth. */
final class Campaign {
    private static final boolean FULL = Boolean.getBoolean("portal.campaign");

    private Campaign() {}

    static boolean isFull() {
        return FULL;
    }

    static int of(int full) {
        return FULL ? full : Math.max(1, full / 10);
    }
}
