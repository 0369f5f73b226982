package io.github.orgportal.letters;

import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Makes the PDF: PDF/A-2a (ISO 19005-2) with the tags of PDF/UA-1 (ISO 14289-1), fonts embedded. A document reaches nothing but the fonts of
 * this jar: neither files nor the network. Two documents at most are in work at the same time on a server, because each of them takes a
 * processor, and together hardly more letters than one may have, because a thousand take some hundred megabytes.
 */
public final class LetterPress {
    /** Letters in one document. */
    public static final int MOST_LETTERS = 1_000;

    private static final int AT_ONCE = 2;
    /** A large batch, and a small one that need not wait for it. */
    private static final int LETTERS_AT_ONCE = MOST_LETTERS + 100;

    /** The server's threads are for those who log in. */
    private static final int MOST_WAITING = 4;

    /** Points of the address field's width (80 mm), in em of its font size of 10 points. */
    private static final double ADDRESS_WIDTH = 80 / 25.4 * 72 / 10;

    private static final String SANS = "Portal Sans";
    private static final String MONO = "Portal Mono";
    private static final int NORMAL = 400;
    private static final int BOLD = 700;

    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final Semaphore letters = new Semaphore(LETTERS_AT_ONCE);
    private final List<LetterFont> fonts;
    private final TypedText typed;
    private final AddressLines addresses;
    private final byte[] colours = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

    private LetterPress() {
        // it would tell what stands in the documents
        XRLog.setLoggingEnabled(false);
        LetterFont sans = new LetterFont("DejaVuSansCondensed.ttf", SANS, NORMAL);
        LetterFont bold = new LetterFont("DejaVuSansCondensed-Bold.ttf", SANS, BOLD);
        LetterFont mono = new LetterFont("DejaVuSansMono-Bold.ttf", MONO, BOLD);
        this.fonts = List.of(sans, bold, mono);
        this.typed = new TypedText(sans, bold);
        this.addresses = new AddressLines(sans, ADDRESS_WIDTH);
    }

    /** The one of this server; it comes to life with the first letter and not at start. */
    public static LetterPress ofServer() {
        return OfServer.PRESS;
    }

    private static final class OfServer {
        private static final LetterPress PRESS = new LetterPress();
    }

    /** A turn at the press for a form; none while others have all of them. To be closed. */
    public Optional<Turn> turn() {
        return turns.tryAcquire() ? Optional.of(new Turn(0)) : Optional.empty();
    }

    /** As {@link #turn()}, for a batch of so many letters; none also while others have too many of them in work. */
    public Optional<Turn> turn(int batch) {
        if (!letters.tryAcquire(batch)) {
            return Optional.empty();
        }
        if (!turns.tryAcquire()) {
            letters.release(batch);
            return Optional.empty();
        }
        return Optional.of(new Turn(batch));
    }

    /** As {@link #turn()}, but waits for one: a form takes far less time than a batch of letters, and people stand before it. */
    public Optional<Turn> turn(Duration patience) {
        if (turns.getQueueLength() >= MOST_WAITING) {
            return Optional.empty();
        }
        try {
            return turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)
                    ? Optional.of(new Turn(0))
                    : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** The right to make documents, one after the other. */
    public final class Turn implements AutoCloseable {
        private final int batch;

        private Turn(int batch) {
            this.batch = batch;
        }

        /**
         * One document, with a page for each letter that does not say more than fits.
         *
         * @throws IllegalStateException if the theme's template is no template, or what it makes no XHTML
         */
        public byte[] print(LetterBatch batch) {
            return LetterPress.this.print(batch.write(typed, addresses));
        }

        /**
         * One form.
         *
         * @throws IllegalStateException as above
         */
        public byte[] print(Form form) {
            return LetterPress.this.print(form.write(typed));
        }

        @Override
        public void close() {
            turns.release();
            letters.release(batch);
        }
    }

    byte[] print(String xhtml) {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        PdfRendererBuilder builder = new PdfRendererBuilder();
        fonts.forEach(font -> font.addTo(builder));
        try {
            builder.withW3cDocument(document(xhtml), "")
                    .usePdfAConformance(PdfAConformance.PDFA_2_A)
                    .usePdfUaAccessibility(true)
                    .useColorProfile(colours)
                    .useExternalResourceAccessControl(
                            (uri, type) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI)
                    .useExternalResourceAccessControl(
                            (uri, type) -> false, ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI)
                    .withProducer("Organization portals")
                    .toStream(pdf)
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pdf.toByteArray();
    }

    /** Without document types: with them come entities, and with those files. */
    private static Document document(String xhtml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xhtml)));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException("The template of the letters makes no XHTML", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
