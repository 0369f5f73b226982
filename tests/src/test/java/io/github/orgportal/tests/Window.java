package io.github.orgportal.tests;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.Locale;

/** A person's browser window: cookies, language and clock of its own. */
final class Window implements AutoCloseable {
    static final int PHONE_WIDTH = 360;

    private final Portal portal;
    private final BrowserContext context;
    private final Page page;

    private Window(Portal portal, Browser.NewContextOptions options) {
        this.portal = portal;
        this.context = Chromium.browser().newContext(options.setReducedMotion(ReducedMotion.REDUCE));
        this.page = context.newPage();
        page.setDefaultTimeout(20_000);
        page.setDefaultNavigationTimeout(30_000);
    }

    /** The window of somebody who prefers this language. */
    static Window in(Portal portal, Locale language) {
        return new Window(portal, new Browser.NewContextOptions().setLocale(language.getLanguage()));
    }

    static Window withoutScripts(Portal portal, Locale language) {
        return new Window(
                portal,
                new Browser.NewContextOptions()
                        .setLocale(language.getLanguage())
                        .setJavaScriptEnabled(false));
    }

    /** Goes to the account console, which asks to log in. */
    LoginPage open(String realm) {
        page.navigate(console(realm));
        return new LoginPage(page);
    }

    /** Goes to the login as an application sends people there: without a script that the console would need. */
    LoginPage openFromAnApplication(String realm) {
        page.navigate(PlainBrowser.loginAddress(portal.server().url(), realm).toString());
        return new LoginPage(page);
    }

    /** From now on the page's clock is the test's to move. Call it before a page is opened. */
    void takeTheClock() {
        page.clock().install();
    }

    /** The page's clock and timers go so many seconds ahead; the server's do not. */
    void clockAhead(int seconds) {
        page.clock().fastForward(seconds * 1000L);
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
