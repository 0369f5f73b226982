<#-- The page that asks for the TAN. It stands on the layout of whatever login theme the realm uses. -->
<#import "template.ftl" as layout>
<#assign wrong = messagesPerField.existsError("tan")>
<@layout.registrationLayout displayMessage=!wrong; section>
  <#if section = "header">
    ${msg("portalTanTitle")}
  <#elseif section = "form">
    <link rel="stylesheet" href="${url.resourcesPath}/css/portal-email-tan.css">
    <script type="module" src="${url.resourcesPath}/js/portal-email-tan.js"></script>
    <div class="portal-tan" data-portal-tan
        data-seconds-left="${tan.secondsLeft?c}"
        data-resend-in-seconds="${tan.resendInSeconds?c}"
        data-delivery-url="${tan.deliveryUrl}"
        data-text-left="${msg("portalTanSent", tan.length, tan.maskedAddress)}"
        data-text-not-left="${msg("portalTanNotLeft")}"
        data-text-resend-in="${msg("portalTanResendIn", "%")}"
        data-text-expired="${msg("portalTanExpired")}"
        data-text-120="${msg("portalTanTwoMinutesLeft")}"
        data-text-60="${msg("portalTanOneMinuteLeft")}"
        data-text-30="${msg("portalTanHalfMinuteLeft")}">
      <div class="portal-tan-announcer" role="status" aria-live="polite" data-tan-announcer></div>

      <div data-tan-entry>
        <p data-tan-delivery>
          <#if tan.deliveryUrl?has_content>
            ${msg("portalTanOnItsWay", tan.length, tan.maskedAddress)}
          <#else>
            ${msg("portalTanSent", tan.length, tan.maskedAddress)}
          </#if>
        </p>
        <#if tan.resent>
          <p>${msg("portalTanUseLatest")}</p>
        </#if>
        <div class="${properties.kcAlertClass!} pf-m-warning" data-tan-not-left hidden>
          <div class="${properties.kcAlertIconClass!}"><span class="${properties.kcFeedbackWarningIcon!}" aria-hidden="true"></span></div>
          <span class="${properties.kcAlertTitleClass!} kc-feedback-text">${msg("portalTanNotLeft")}</span>
        </div>

        <#-- No browser checks: the server answers in the portal's words, beside the field, and accepts spaces and dashes. -->
        <form class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" novalidate data-tan-form>
          <div class="${properties.kcFormGroupClass!}">
            <div class="${properties.kcFormGroupLabelClass!}">
              <label for="tan" class="${properties.kcFormLabelClass!}"><span class="${properties.kcFormLabelTextClass!}">${msg("portalTanLabel")}</span></label>
            </div>
            <span class="portal-tan-control ${properties.kcInputClass!} <#if wrong>${properties.kcError!}</#if>">
              <input id="tan" name="tan" type="text" inputmode="numeric" pattern="[0-9 \-]*" autocomplete="one-time-code"
                  autocapitalize="off" spellcheck="false" dir="ltr" required autofocus
                  aria-describedby="tan-hint<#if wrong> tan-error</#if>" aria-invalid="${wrong?c}">
            </span>
            <#if wrong>
              <div class="${properties.kcFormHelperTextClass!}">
                <div class="${properties.kcInputHelperTextClass!}">
                  <div class="${properties.kcInputHelperTextItemClass!} ${properties.kcError!}" id="tan-error">
                    <span class="${properties.kcInputErrorMessageClass!}">${messagesPerField.getFirstError("tan")}</span>
                  </div>
                </div>
              </div>
            </#if>
            <div class="portal-tan-hint" id="tan-hint">${msg("portalTanValidity", tan.validMinutes)}</div>
            <div class="portal-tan-hint" data-tan-left hidden>
              ${msg("portalTanTimeLeft")} <span class="portal-tan-clock" role="timer" aria-live="off" data-tan-clock></span>
            </div>
          </div>

          <div class="portal-tan-actions">
            <button class="${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!}" id="tan-submit" name="action" value="submit" type="submit">${msg("portalTanSubmit")}</button>
            <button class="${properties.kcButtonSecondaryClass!} ${properties.kcButtonBlockClass!}" id="tan-resend" name="action" value="resend" type="submit" formnovalidate aria-describedby="tan-resend-in">${msg("portalTanResend")}</button>
            <div class="portal-tan-hint portal-tan-resend-in" id="tan-resend-in" data-tan-resend-in hidden></div>
            <button class="${properties.kcButtonLinkClass!} ${properties.kcButtonBlockClass!}" id="tan-cancel" name="action" value="cancel" type="submit" formnovalidate>${msg("portalTanCancel")}</button>
          </div>
        </form>
        <p class="portal-tan-hint">${msg("portalTanNoMail")}</p>
      </div>

      <div data-tan-expired tabindex="-1" hidden>
        <div class="${properties.kcAlertClass!} pf-m-warning">
          <div class="${properties.kcAlertIconClass!}"><span class="${properties.kcFeedbackWarningIcon!}" aria-hidden="true"></span></div>
          <span class="${properties.kcAlertTitleClass!} kc-feedback-text">${msg("portalTanExpired")}</span>
        </div>
        <p class="portal-tan-actions">
          <a class="${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!}" id="tan-restart" href="${url.loginRestartFlowUrl}">${msg("portalTanRestart")}</a>
        </p>
      </div>
    </div>
  </#if>
</@layout.registrationLayout>
