package io.github.orgportal.tests;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What is on a page of the console, and whether everybody can use it. */
final class Screen {
    private Screen() {}

    static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    static Locator heading(Page page, String name) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setLevel(1));
    }

    static Locator link(Page page, String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    static Locator tab(Page page, String name) {
        return page.getByRole(
                AriaRole.TAB, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    static Locator dialog(Page page) {
        return page.getByRole(AriaRole.DIALOG);
    }

    /** Goes to a page, and waits until all of it is there. */
    static void visit(Page page, String address) {
        page.navigate(address);
        page.locator("main h1").waitFor();
        page.locator("main [role=status] .pf-v5-c-skeleton")
                .first()
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    }

    /**
     * Looks at a page in light and dark, on a phone and on a desktop, and takes pictures of it.
     *
     * @param violations gets what speaks against it
     */
    static void looks(Page page, String language, String name, List<String> violations) {
        // Colours are the same in both languages.
        for (ColorScheme scheme :
                language.equals("de") ? List.of(ColorScheme.LIGHT, ColorScheme.DARK) : List.of(ColorScheme.LIGHT)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (int width : new int[] {1280, 320}) {
                page.setViewportSize(width, 800);
                fits(page, width, name, violations);
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(Path.of(
                                "target",
                                "screenshots",
                                "console-%s-%s-%s-%d.png"
                                        .formatted(name, language, scheme.name().toLowerCase(Locale.ROOT), width))));
            }
            page.setViewportSize(1280, 800);
            violations(page).forEach(violation -> violations.add(name + " " + violation));
        }
    }

    /** What speaks against a page by the rules of WCAG 2.1 A/AA that a machine can check. */
    static List<String> violations(Page page) {
        AxeRunOptions options = new AxeRunOptions();
        // To describe what is well takes longer than to find what is not.
        options.setResultTypes(List.of("violations"));
        // In one script: the other way needs a second page, and there are no frames.
        return new AxeBuilder(page)
                        .options(options)
                        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa"))
                        .setLegacyMode(true)
                        .analyze()
                        .getViolations()
                        .stream()
                        .flatMap(rule -> rule.getNodes().stream()
                                .map(node -> "%s: %s at %s"
                                        .formatted(rule.getId(), node.getFailureSummary(), node.getTarget())))
                        .toList();
    }

    /** The layout follows the screen a moment later. */
    private static void fits(Page page, int width, String name, List<String> violations) {
        try {
            page.waitForFunction(
                    "width => Math.max(innerWidth, document.documentElement.scrollWidth) === width",
                    width,
                    new Page.WaitForFunctionOptions().setTimeout(10_000));
        } catch (TimeoutError e) {
            violations.add("%s is wider than %d".formatted(name, width));
        }
    }
}
