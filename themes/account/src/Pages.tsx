import { Pagination } from "@patternfly/react-core";
import { environment } from "./environment";
import { formats } from "./format";
import { useTexts } from "./i18n";
import { PAGE_SIZE } from "./list";

const { number } = formats(environment.locale);

/** Leads through the pages of a list that has several. */
export function Pages({ total, page, onPage }: { total: number; page: number; onPage: (page: number) => void }) {
  const t = useTexts();
  if (total <= PAGE_SIZE) {
    return null;
  }
  return (
    <Pagination
      itemCount={total}
      page={page}
      perPage={PAGE_SIZE}
      perPageOptions={[]}
      onSetPage={(_, next) => {
        onPage(next);
      }}
      toggleTemplate={({ firstIndex, lastIndex, itemCount }) => (
        <>
          {t("pages.range", {
            first: number(firstIndex ?? 0),
            last: number(lastIndex ?? 0),
            total: number(itemCount ?? 0),
          })}
        </>
      )}
      titles={{
        items: "",
        page: "",
        pages: "",
        itemsPerPage: t("pages.perPage"),
        perPageSuffix: "",
        toFirstPageAriaLabel: t("pages.first"),
        toPreviousPageAriaLabel: t("pages.previous"),
        toLastPageAriaLabel: t("pages.last"),
        toNextPageAriaLabel: t("pages.next"),
        currPageAriaLabel: t("pages.current"),
        paginationAriaLabel: t("pages.label"),
        ofWord: t("pages.of"),
      }}
      variant="bottom"
      isCompact={false}
    />
  );
}
