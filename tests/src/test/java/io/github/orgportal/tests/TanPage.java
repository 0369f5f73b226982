package io.github.orgportal.tests;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Locale;

/** Asks for the TAN. */
final class TanPage extends PortalPage {
    TanPage(Page page) {
        super(page, "login-portal-email-tan");
    }

    /** Enters the right TAN. */
    AccountConsole tan(String digits, Locale language) {
        field().fill(digits);
        page().locator("#tan-submit").click();
        return new AccountConsole(page(), language);
    }

    AccountConsole tanWithDoubleClick(String digits, Locale language) {
        field().fill(digits);
        page().locator("#tan-submit").dblclick();
        return new AccountConsole(page(), language);
    }

    TanPage wrongTan(String digits) {
        field().fill(digits);
        press(page().locator("#tan-submit"));
        return new TanPage(page());
    }

    /** Pastes as from a mail. */
    TanPage paste(String text) {
        field().focus();
        page().evaluate("""
                        text => {
                          const paste = new DataTransfer();
                          paste.setData("text/plain", text);
                          const field = document.activeElement;
                          if (field.dispatchEvent(new ClipboardEvent("paste", {clipboardData: paste, cancelable: true}))) {
                            document.execCommand("insertText", false, text);
                          }
                        }
                        """, text);
        return this;
    }

    AccountConsole submit(Locale language) {
        page().locator("#tan-submit").click();
        return new AccountConsole(page(), language);
    }

    TanPage sendAgain() {
        press(resend());
        return new TanPage(page());
    }

    LoginPage cancel() {
        press(page().locator("#tan-cancel"));
        return new LoginPage(page());
    }

    LoginPage startOver() {
        press(page().locator("#tan-restart"));
        return new LoginPage(page());
    }

    Locator field() {
        return page().locator("#tan");
    }

    Locator error() {
        return page().locator("#tan-error");
    }

    Locator resend() {
        return page().locator("#tan-resend");
    }

    /** How long until the mail can be asked for again. */
    Locator resendIn() {
        return page().locator("[data-tan-resend-in]");
    }

    /** The warning that the mail has not left. */
    Locator notLeft() {
        return page().locator("[data-tan-not-left]");
    }

    /** What takes the page's place when the TAN has expired. */
    Locator expired() {
        return page().locator("[data-tan-expired]");
    }

    /** What a screen reader was told last, without being asked. */
    Locator announced() {
        return page().getByRole(AriaRole.STATUS).first();
    }
}
