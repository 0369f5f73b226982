package io.github.orgportal.organizations.policy;

import io.github.orgportal.support.InvalidOptionException;
import io.github.orgportal.support.WholeNumberOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What holds for the portal's API, part of {@link PortalPolicy}.
 *
 * @param termsRequired who creates an account confirms that the person knows the terms of use
 * @param operatorAddress where mails for the operator go; none to have none sent
 * @param mailsPerHour mails that one account can cause in an hour
 * @param passwordLooksPerHour one-time passwords that one administrator can look at in an hour
 * @param messagesPerHour messages that one account can send to the operator in an hour
 * @param importRowsPerDay accounts that one administrator can create or change by files in a day
 */
public record ApiRules(
        boolean termsRequired,
        Optional<String> operatorAddress,
        int mailsPerHour,
        int passwordLooksPerHour,
        int messagesPerHour,
        int importRowsPerDay) {
    private static final Option<Boolean> TERMS_REQUIRED = Option.flag(
            "termsRequired",
            "Terms of use",
            "Who creates an account confirms that the person knows the terms of use.",
            false);
    private static final Option<List<String>> OPERATOR_ADDRESS = Option.list(
            "operatorAddress",
            "Address of the operator",
            "Where mails for the operator go; none to have none sent.",
            Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,190}"),
            "e-mail addresses",
            List.of());
    private static final Option<Integer> MAILS_PER_HOUR = Option.number(new WholeNumberOption(
            "mailsPerHour", "Mails an hour", "Mails that one account can cause in an hour.", 200, 1, 100_000));
    private static final Option<Integer> PASSWORD_LOOKS_PER_HOUR = Option.number(new WholeNumberOption(
            "passwordLooksPerHour",
            "Looks at one-time passwords an hour",
            "One-time passwords that one administrator can look at in an hour.",
            60,
            1,
            100_000));
    private static final Option<Integer> MESSAGES_PER_HOUR = Option.number(new WholeNumberOption(
            "messagesPerHour",
            "Messages to the operator an hour",
            "Messages that one account can send to the operator in an hour.",
            5,
            1,
            1000));

    private static final Option<Integer> IMPORT_ROWS_PER_DAY = Option.number(new WholeNumberOption(
            "importRowsPerDay",
            "Rows of files a day",
            "Accounts that one administrator can create or change by CSV files in a day (UTC). A file with more rows than are left is"
                    + " refused as a whole.",
            30_000,
            1,
            1_000_000));

    static final List<Option<?>> OPTIONS = List.of(
            TERMS_REQUIRED,
            OPERATOR_ADDRESS,
            MAILS_PER_HOUR,
            PASSWORD_LOOKS_PER_HOUR,
            MESSAGES_PER_HOUR,
            IMPORT_ROWS_PER_DAY);

    static ApiRules of(Map<String, List<String>> config) throws InvalidOptionException {
        return new ApiRules(
                TERMS_REQUIRED.read(config),
                OPERATOR_ADDRESS.read(config).stream().findFirst(),
                MAILS_PER_HOUR.read(config),
                PASSWORD_LOOKS_PER_HOUR.read(config),
                MESSAGES_PER_HOUR.read(config),
                IMPORT_ROWS_PER_DAY.read(config));
    }
}
