package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.orgportal.tests.Portal.Account;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TanLoginIT {
    private final Portal portal = Portal.onH2();

    @ParameterizedTest(name = "L-1 password and TAN open {0}")
    @ValueSource(strings = {"member-portal", "benefits-portal", "employer-portal"})
    void logsIn(String realm) {
        Account account = portal.account(realm);

        PlainBrowser.Tab tab = portal.browser().open(realm).password(account.loginName(), Portal.PASSWORD);
        assertEquals("login-portal-email-tan", tab.pageId(), tab.text());
        assertFalse(tab.loggedIn());

        tab.tan(portal.mails().tan(account.address(), 1));
        assertTrue(tab.loggedIn(), tab.text());
    }
}
