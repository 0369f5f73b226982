import { ProgressStep, ProgressStepper } from "@patternfly/react-core";
import { useTexts } from "./i18n";

/** Where somebody is on a way of several steps. */
export function Steps({ names, at }: { names: string[]; at: number }) {
  const t = useTexts();
  return (
    <ProgressStepper aria-label={t("create.steps")} className="pf-v5-u-mb-lg">
      {names.map((step, index) => (
        <ProgressStep
          key={step}
          id={`step-${index}`}
          titleId={`step-${index}-title`}
          isCurrent={index === at}
          variant={index < at ? "success" : index === at ? "info" : "pending"}
          aria-label={t(index < at ? "create.stepDone" : index === at ? "create.stepNow" : "create.stepLater", { step })}
        >
          {step}
        </ProgressStep>
      ))}
    </ProgressStepper>
  );
}
