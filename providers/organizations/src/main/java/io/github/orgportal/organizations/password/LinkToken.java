package io.github.orgportal.organizations.password;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.actiontoken.DefaultActionToken;

/** What a link in a mail carries, signed by the realm. Whether it can still be used stands in the database: {@link Links}. */
public final class LinkToken extends DefaultActionToken {
    /** The id of the handler. */
    public static final String TYPE = "portal-link";

    @JsonProperty("purpose")
    private @Nullable LinkPurpose purpose;

    /** For Jackson. */
    public LinkToken() {
        // filled from JSON
    }

    /** A link for an account; the nonce tells it from every other one. */
    LinkToken(String accountId, LinkPurpose purpose, UUID linkId, int expiresAtSeconds) {
        super(accountId, TYPE, expiresAtSeconds, linkId);
        this.purpose = purpose;
    }

    /** What it is for; none if the token is not one of ours. */
    public @Nullable LinkPurpose getPurpose() {
        return purpose;
    }

    /** What tells it from every other link. */
    public String linkId() {
        UUID nonce = getActionVerificationNonce();
        return nonce == null ? "" : nonce.toString();
    }
}
