package io.github.orgportal.letters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.PDFTextStripperByArea;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/** What a letter looks like to the envelope, to a screen reader and to an archive. */
class LetterPressTest {
    private static final double MILLIMETRE = 72 / 25.4;
    /** DIN 5008:2020, form B: what the window shows, below the zone of the sender. */
    private static final Rectangle2D ADDRESS_ZONE = millimetres(20, 62.7, 85, 27.3);

    private static final Rectangle2D WINDOW = millimetres(20, 45, 85, 45);

    @Test
    @DisplayName("R-4 a letter says in German what it is sent for, and until when it is good")
    void german() throws IOException {
        String text = text(Paper.print(Paper.oneTimePassword(Locale.GERMAN, Paper.KIM)));

        assertTrue(text.contains("Arbeitgeberportal: Ihr Einmalpasswort"), text);
        assertTrue(text.contains("Guten Tag Kim Berg,"), text);
        assertTrue(text.contains("12345 67890"), text);
        assertTrue(text.contains("bis einschließlich 19. Dezember 2026"), text);
        assertTrue(text.contains("4711-0815"), text);
    }

    @Test
    @DisplayName("R-4 Z-6 the same in English, in one document with a German one")
    void english() throws IOException {
        byte[] pdf = Paper.print(
                Paper.oneTimePassword(Locale.ENGLISH, Paper.KIM), Paper.oneTimePassword(Locale.GERMAN, Paper.KIM));

        assertEquals(2, pages(pdf));
        String text = text(pdf);
        assertTrue(text.contains("Employer portal: your one-time password"), text);
        assertTrue(text.contains("December 19, 2026"), text);
        assertTrue(text.contains("Guten Tag Kim Berg,"), text);
    }

    @ParameterizedTest
    @EnumSource(
            value = PDFAFlavour.class,
            names = {"PDFA_2_A", "PDFUA_1"})
    @DisplayName("R-4 Z-6 letters are PDF/A-2a and PDF/UA-1, as veraPDF judges")
    void isWhatItClaims(PDFAFlavour flavour) throws Exception {
        byte[] pdf = Paper.print(
                Paper.oneTimePassword(Locale.GERMAN, Paper.KIM),
                Paper.oneTimePassword(Locale.ENGLISH, new Addressee("名前 \u0000 Ñandú", "", "", "", "", "")));

        VeraPdf.assertIs(flavour, pdf);
    }

    @Test
    @DisplayName("R-4 all fonts are embedded, all text is tagged with its language, and nothing can be clicked")
    void isSelfContained() throws IOException {
        try (PDDocument pdf = Loader.loadPDF(Paper.print(
                Paper.oneTimePassword(Locale.GERMAN, Paper.KIM), Paper.oneTimePassword(Locale.ENGLISH, Paper.KIM)))) {
            assertTrue(pdf.getDocumentCatalog().getMarkInfo().isMarked());
            assertNotNull(pdf.getDocumentCatalog().getStructureTreeRoot());
            assertEquals("de", pdf.getDocumentCatalog().getLanguage());
            assertEquals(null, pdf.getDocumentCatalog().getOpenAction());
            assertEquals(null, pdf.getDocumentCatalog().getAcroForm());
            assertEquals(null, pdf.getDocumentCatalog().getNames());
            for (PDPage page : pdf.getPages()) {
                assertEquals(List.of(), page.getAnnotations());
                assertFalse(page.getCOSObject().containsKey(COSName.AA));
                Set<String> fonts = new TreeSet<>();
                for (COSName name : page.getResources().getFontNames()) {
                    PDFont font = page.getResources().getFont(name);
                    assertTrue(font.isEmbedded(), font::getName);
                    fonts.add(font.getName());
                }
                assertEquals(3, fonts.size(), fonts::toString);
            }
        }
    }

    @Test
    @DisplayName("R-4 the address stands in the window of the envelope and nothing else does, however long a name is")
    void addressIsInTheWindow() throws IOException {
        String endless = "Wolkenstein".repeat(23);
        Addressee longest = new Addressee(
                endless + " " + endless,
                endless,
                "Straße der unendlich langen Namen von Orten und Menschen 128 b, Hinterhaus",
                "12345",
                "Beispielstadt an der langen Lahn bei Musterhausen im schönen Tal",
                "AT");
        for (Addressee addressee : List.of(Paper.KIM, longest)) {
            byte[] pdf = Paper.print(Paper.oneTimePassword(Locale.GERMAN, addressee));

            assertEquals(1, pages(pdf));
            List<String> lines = in(ADDRESS_ZONE, pdf).lines().toList();
            assertTrue(lines.size() <= 6, lines::toString);
            assertTrue(lines.get(0).startsWith(addressee.name().substring(0, 8)), lines::toString);
            assertTrue(
                    lines.stream()
                            .anyMatch(line -> line.startsWith(addressee.street().substring(0, 12))),
                    lines::toString);
            assertTrue(
                    lines.stream().anyMatch(line -> line.startsWith(addressee.postalCode() + " Beispielstadt")),
                    lines::toString);
            List<String> window = new ArrayList<>(in(WINDOW, pdf).lines().toList());
            assertEquals("Beispielkasse · Musterallee 1 · 12345 Beispielstadt", window.remove(0));
            assertEquals(lines, window);
            assertFalse(text(pdf).contains(addressee == longest ? "Kim" : "Wolkenstein"));
        }
        assertTrue(in(ADDRESS_ZONE, Paper.print(Paper.oneTimePassword(Locale.GERMAN, longest)))
                .contains("ÖSTERREICH"));
    }

    @Test
    @DisplayName("R-4 what people typed is text, whatever it contains: 100 inputs, each on one page and valid XHTML")
    void hostile() throws IOException {
        List<String> inputs = HostileInputs.all();
        assertEquals(100, inputs.size());
        List<LetterSheet> sheets = inputs.stream()
                .map(input ->
                        Paper.oneTimePassword(Locale.GERMAN, new Addressee(input, input, input, input, input, input)))
                .toList();

        byte[] pdf = Paper.print(sheets);

        assertEquals(100, pages(pdf));
        String text = text(pdf);
        for (String shown : List.of(
                "<script>alert(1)</script>",
                "${7*7}",
                "<#assign x=1>",
                "{0}",
                "]]>",
                "&amp;",
                "file:///etc/hostname",
                "\" onload=\"x")) {
            assertTrue(text.contains(shown), shown);
        }
        assertFalse(text.contains("\u202e"));
        assertEquals(100, count(text, "12345 67890"));
    }

    @Test
    @DisplayName("R-4 a template reaches neither files nor the network")
    void reachesNothing() throws IOException {
        Path file = Files.createTempFile("letters", ".css");
        try {
            Files.writeString(file, "p { display: none }");
            String xhtml =
                    "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"de\"><head><title>t</title><link rel=\"stylesheet\" href=\""
                            + file.toUri()
                            + "\"/><style>@import url('" + file.toUri()
                            + "');body { font-family: 'Portal Sans' }</style></head><body><p>seen</p><p><img alt=\"x\" src=\""
                            + file.toUri() + "\"/></p></body></html>";
            assertTrue(text(LetterPress.ofServer().print(xhtml)).contains("seen"));
        } finally {
            Files.delete(file);
        }
    }

    @Test
    @DisplayName("R-4 a thousand letters are a thousand pages of one document")
    void thousand() throws IOException {
        long used = System.nanoTime();
        byte[] pdf = Paper.print(Collections.nCopies(1000, Paper.oneTimePassword(Locale.GERMAN, Paper.KIM)));
        double seconds = (System.nanoTime() - used) / 1e9;

        assertEquals(1000, pages(pdf));
        System.out.printf(
                Locale.ROOT,
                "1,000 letters: %.1f s, %.0f pages/s, %d KB%n",
                seconds,
                1000 / seconds,
                pdf.length / 1024);
    }

    @Test
    @DisplayName("R-4 two documents at most are in work at the same time")
    void turns() {
        LetterPress press = LetterPress.ofServer();
        try (LetterPress.Turn first = press.turn().orElseThrow();
                LetterPress.Turn second = press.turn().orElseThrow()) {
            assertNotNull(first);
            assertNotNull(second);
            assertEquals(Optional.empty(), press.turn());
        }
        press.turn().orElseThrow().close();
    }

    @Test
    @DisplayName("R-4 beside a large batch there is a turn for a small one or a form, and for no other large one")
    void largeBatches() {
        LetterPress press = LetterPress.ofServer();
        try (LetterPress.Turn large = press.turn(LetterPress.MOST_LETTERS).orElseThrow()) {
            assertNotNull(large);
            assertEquals(Optional.empty(), press.turn(LetterPress.MOST_LETTERS));
            press.turn(100).orElseThrow().close();
            press.turn().orElseThrow().close();
        }
        press.turn(LetterPress.MOST_LETTERS).orElseThrow().close();
    }

    private static Rectangle2D millimetres(double left, double top, double width, double height) {
        return new Rectangle2D.Double(left * MILLIMETRE, top * MILLIMETRE, width * MILLIMETRE, height * MILLIMETRE);
    }

    private static int count(String text, String part) {
        return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }

    private static int pages(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return document.getNumberOfPages();
        }
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static String in(Rectangle2D area, byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFTextStripperByArea stripper = new PDFTextStripperByArea();
            stripper.setSortByPosition(true);
            stripper.addRegion("area", area);
            stripper.extractRegions(document.getPage(0));
            return stripper.getTextForRegion("area").strip();
        }
    }
}
