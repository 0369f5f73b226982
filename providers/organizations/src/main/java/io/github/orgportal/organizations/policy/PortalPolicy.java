package io.github.orgportal.organizations.policy;

import io.github.orgportal.support.InvalidOptionException;
import io.github.orgportal.support.WholeNumberOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.keycloak.models.RealmModel;

/**
 * The rules of a portal, from the realm's {@code portal-policy} component.
 *
 * @param administratorLockFinal a locked administrator comes back by a new registration only; otherwise the operator may unlock
 * @param tiers there are principal administrators, and only they manage administrators and see the change log
 * @param mailboxRequired a clerk is assigned to one mailbox at least
 * @param tokenEntries grants that a token carries before it refers to the lookup endpoint
 * @param genericAddresses local parts of addresses that belong to nobody in person, lower case
 * @param tokenClients client ids whose tokens the portal's API takes
 * @param login what people log in with
 * @param passwords how passwords reach people
 * @param api what holds for the portal's API
 * @param registration who can apply for an account
 * @param wrongPasswords how many wrong passwords in a row deactivate an account; 0 if none do, and Keycloak pauses it instead
 */
public record PortalPolicy(
        boolean administratorLockFinal,
        boolean tiers,
        boolean mailboxRequired,
        int tokenEntries,
        List<String> genericAddresses,
        List<String> tokenClients,
        LoginRules login,
        PasswordPolicy passwords,
        ApiRules api,
        RegistrationRules registration,
        int wrongPasswords)
        implements PortalComponent {

    /** The realm role of the operator's staff and service accounts. */
    public static final String OPERATOR_ROLE = "portal-operator";

    /** The realm role of the portal's mail service, which tells that messages have arrived. */
    public static final String MAIL_SERVICE_ROLE = "portal-mail-service";

    private static final Option<Boolean> ADMINISTRATOR_LOCK_FINAL = Option.flag(
            "administratorLockFinal",
            "Locks of administrators are final",
            "A locked administrator comes back by a new registration only. Otherwise the operator may unlock.",
            true);
    private static final Option<Boolean> TIERS = Option.flag(
            "tiers",
            "Principal administrators",
            "There are principal administrators; only they manage administrators and see the change log.",
            false);
    private static final Option<Boolean> MAILBOX_REQUIRED =
            Option.flag("mailboxRequired", "Mailbox required", "A clerk is assigned to one mailbox at least.", false);
    private static final Option<Integer> TOKEN_ENTRIES = Option.number(new WholeNumberOption(
            "tokenEntries",
            "Grants in a token",
            "Grants that a token carries before it refers to the lookup endpoint.",
            200,
            1,
            2000));
    private static final Option<List<String>> GENERIC_ADDRESSES = Option.list(
            "genericAddresses",
            "Generic addresses",
            "Local parts (what stands before the @) of e-mail addresses that belong to nobody in person and are refused.",
            Pattern.compile("[^@\\s\\p{Lu}]{1,64}"),
            "lower-case local parts of e-mail addresses, without @",
            List.of(
                    "info",
                    "personal",
                    "personalabteilung",
                    "hr",
                    "post",
                    "poststelle",
                    "kontakt",
                    "contact",
                    "office",
                    "buero",
                    "büro",
                    "mail",
                    "email",
                    "zentrale",
                    "sekretariat",
                    "verwaltung",
                    "buchhaltung",
                    "service",
                    "support",
                    "admin",
                    "webmaster",
                    "postmaster",
                    "noreply",
                    "no-reply"));
    private static final Option<List<String>> TOKEN_CLIENTS = Option.list(
            "tokenClients",
            "Clients of the API",
            "Ids of the clients whose tokens the portal's API takes.",
            Pattern.compile("\\S{1,255}"),
            "client ids of at most 255 characters",
            List.of("account-console"));

    private static final Option<Integer> WRONG_PASSWORDS = Option.number(new WholeNumberOption(
            "wrongPasswords",
            "Wrong passwords",
            "Wrong passwords in a row that deactivate an account, which then needs a new one-time password. With 0 none do: the realm's brute-force protection pauses it for a while.",
            0,
            0,
            100));

    static final List<Option<?>> OPTIONS = Stream.of(
                    List.of(
                            ADMINISTRATOR_LOCK_FINAL,
                            TIERS,
                            MAILBOX_REQUIRED,
                            TOKEN_ENTRIES,
                            GENERIC_ADDRESSES,
                            TOKEN_CLIENTS,
                            WRONG_PASSWORDS),
                    LoginRules.OPTIONS,
                    PasswordPolicy.OPTIONS,
                    ApiRules.OPTIONS,
                    RegistrationRules.OPTIONS)
            .<Option<?>>flatMap(List::stream)
            .toList();

    /** Copies the lists. */
    public PortalPolicy {
        genericAddresses = List.copyOf(genericAddresses);
        tokenClients = List.copyOf(tokenClients);
    }

    static PortalPolicy of(Map<String, List<String>> config) throws InvalidOptionException {
        return new PortalPolicy(
                ADMINISTRATOR_LOCK_FINAL.read(config),
                TIERS.read(config),
                MAILBOX_REQUIRED.read(config),
                TOKEN_ENTRIES.read(config),
                GENERIC_ADDRESSES.read(config),
                TOKEN_CLIENTS.read(config),
                LoginRules.of(config),
                PasswordPolicy.of(config),
                ApiRules.of(config),
                RegistrationRules.of(config),
                WRONG_PASSWORDS.read(config));
    }

    /**
     * The rules of a realm; none if it is not a portal's.
     *
     * @throws org.keycloak.models.ModelException if the realm's components contradict each other, which Keycloak's import and
     *     admin API do not let happen
     */
    public static Optional<PortalPolicy> of(RealmModel realm) {
        return PortalRealm.of(realm).map(PortalRealm::policy);
    }

    /** Whether an address belongs to nobody in person. What follows a {@code +} (RFC 5233) makes it no more personal. */
    public boolean isGeneric(String address) {
        int at = address.lastIndexOf('@');
        String local = (at < 0 ? address : address.substring(0, at)).strip().toLowerCase(Locale.ROOT);
        int detail = local.indexOf('+');
        return genericAddresses.contains(detail < 0 ? local : local.substring(0, detail));
    }
}
