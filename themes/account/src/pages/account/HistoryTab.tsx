import { ChangeList } from "../../ChangeList";

/** What the account did, and what was done to it. */
export function HistoryTab({ organization, account }: { organization: string; account: string }) {
  return <ChangeList organization={organization} filter={new URLSearchParams({ person: account }).toString()} />;
}
