package io.github.orgportal.tests;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ReducedMotion;
import io.github.orgportal.tests.browser.Chromium;
import java.time.Duration;
import java.util.Locale;

/** A person's browser window: cookies, language and clock of its own. */
final class Window implements AutoCloseable {
    /** One for all tests. */
    private static final class Running {
        static final Browser BROWSER = Chromium.start().browser();

        static {
            // A busy machine paints late; where all is well nobody waits.
            PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        }
    }

    private final Portal portal;
    private final Locale language;
    private final BrowserContext context;
    private final Page page;

    private Window(Portal portal, Locale language, boolean scripts) {
        this.portal = portal;
        this.language = language;
        this.context = Running.BROWSER.newContext(new Browser.NewContextOptions()
                .setLocale(language.getLanguage())
                .setJavaScriptEnabled(scripts)
                .setReducedMotion(ReducedMotion.REDUCE));
        this.page = context.newPage();
        page.setDefaultTimeout(60_000);
        page.setDefaultNavigationTimeout(60_000);
    }

    /** The window of somebody who prefers this language. */
    static Window in(Portal portal, Locale language) {
        return new Window(portal, language, true);
    }

    static Window withoutScripts(Portal portal, Locale language) {
        return new Window(portal, language, false);
    }

    /** Goes to the account console, which asks to log in. */
    LoginPage open(String realm) {
        page.navigate(console(realm));
        return atPassword();
    }

    /** Goes to the login as an application sends people there: without a script that the console would need. */
    LoginPage openFromAnApplication(String realm) {
        page.navigate(PlainBrowser.loginAddress(portal.server().url(), realm).toString());
        return atPassword();
    }

    /** Goes to the account console of a portal that asks for the role first. */
    RolePage openAtChoice(String realm) {
        page.navigate(console(realm));
        return new RolePage(page);
    }

    /** Where the role is asked for first, it is a clerk's. */
    private LoginPage atPassword() {
        page.locator("body[data-page-id='login-login'], body[data-page-id='login-portal-role-choice']")
                .waitFor();
        return page.locator("body[data-page-id='login-login']").count() > 0
                ? new LoginPage(page)
                : new RolePage(page).choose("clerk");
    }

    /** Goes to an application of the test's own, which asks to log in. */
    LoginPage open(Application application) {
        page.navigate(application.address("").toString());
        return atPassword();
    }

    /** From now on the page's clock is the test's to move. Call it before a page is opened. */
    void takeTheClock() {
        page.clock().install();
    }

    /** The page's clock stands still from now on, unless the test moves it: however slow the machine is, no timer ends meanwhile. */
    void stopTheClock() {
        page.waitForLoadState();
        long now = ((Number) page.evaluate("Date.now()")).longValue();
        // it can only be stopped ahead of the time that it is
        page.clock().pauseAt(now + 60_000);
    }

    /** The page's clock and timers go so many seconds ahead; the server's do not. */
    void clockAhead(int seconds) {
        // A script that has not run yet would count from then on.
        page.waitForLoadState();
        page.clock().fastForward(seconds * 1000L);
    }

    /** From asking for the page to its last byte. */
    Duration answerTime() {
        return milliseconds("performance.getEntriesByType('navigation')[0].responseEnd");
    }

    Duration sinceThePageWasAskedFor() {
        return milliseconds("performance.now()");
    }

    private Duration milliseconds(String script) {
        return Duration.ofMillis(((Number) page.evaluate(script)).longValue());
    }

    /** The one that the person prefers. */
    Locale language() {
        return language;
    }

    Page page() {
        return page;
    }

    String console(String realm) {
        return address(realm, "account/");
    }

    String address(String realm, String path) {
        return portal.server().url() + "/realms/" + realm + "/" + path;
    }

    @Override
    public void close() {
        context.close();
    }
}
