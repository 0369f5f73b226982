import { Note } from "../../Note";
import { useFailureText } from "../../states";

/** Why what a dialog was to do was not done. */
export function DialogFailure({ error }: { error: unknown }) {
  const { title, detail } = useFailureText()(error);
  return (
    <div role="alert">
      {error !== undefined && (
        <Note variant="danger" title={title}>
          {detail}
        </Note>
      )}
    </div>
  );
}
