package io.github.orgportal.organizations.letter;

import java.util.Optional;

/**
 * A letter to a person. Times are milliseconds since 1970 UTC.
 *
 * @param id of the letter
 * @param kind what it tells
 * @param accountId whom it goes to
 * @param organizationId the organization that it is about
 * @param requestedBy account id, or the part of the software that asked for it
 * @param requestedAt when
 * @param pdfAt when a PDF with it was made last
 * @param printedAt when somebody noted that it is on paper; none while it waits
 */
public record Letter(
        String id,
        LetterKind kind,
        String accountId,
        String organizationId,
        String requestedBy,
        long requestedAt,
        Optional<Long> pdfAt,
        Optional<Long> printedAt) {}
