package io.github.orgportal.administration;

import io.github.orgportal.organizations.account.AccountDirectory;
import io.github.orgportal.organizations.account.AccountPage;
import io.github.orgportal.organizations.account.AccountQuery;
import io.github.orgportal.organizations.account.ListedAccount;
import io.github.orgportal.support.CsvLine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** The accounts of an organization as CSV. The names of the columns are for programs and the same in every language. */
final class AccountCsv {
    static final String MEDIA_TYPE = "text/csv;charset=UTF-8";

    private AccountCsv() {}

    /** All of them, by name; read before the answer begins, because the session ends with the request. */
    static byte[] all(AccountDirectory directory, String organizationId) {
        StringBuilder lines = new StringBuilder(CsvLine.of(List.of(
                "login_name",
                "first_name",
                "last_name",
                "email",
                "phone",
                "role",
                "status",
                "access",
                "units",
                "mailboxes",
                "member_since")));
        AccountPage page;
        int first = 0;
        do {
            page = directory.page(organizationId, AccountQuery.all(first, AccountQuery.MOST));
            page.items().forEach(account -> lines.append(line(account)));
            first += AccountQuery.MOST;
        } while (first < page.total());
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String line(ListedAccount account) {
        return CsvLine.of(List.of(
                account.loginName(),
                account.firstName(),
                account.lastName(),
                account.email(),
                account.phone(),
                account.role().text(),
                account.status().name(),
                account.status().hasAccess() ? "ACTIVE" : "INACTIVE",
                Integer.toString(account.units()),
                String.join(" ", account.mailboxes()),
                Instant.ofEpochMilli(account.memberSince()).toString()));
    }
}
