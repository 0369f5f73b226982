package io.github.orgportal.organizations.imports;

/**
 * What is done for one row.
 *
 * @param row the row
 * @param work finds out whether the row can be imported before it writes anything, then writes it; whatever else goes wrong while it
 *     writes ends the whole transaction
 */
record Step(Row<?> row, Work work) {
    /** What is done. */
    interface Work {
        Fate on(Target target) throws RejectedException;
    }

    /** A row that is rejected for what it says. */
    static Step rejected(Row<?> row, String why) {
        return new Step(row, target -> {
            throw new RejectedException(why);
        });
    }

    ReportRow apply(Target target) {
        try {
            return row.report(work.on(target));
        } catch (RejectedException e) {
            return row.rejected(String.valueOf(e.getMessage()));
        }
    }
}
