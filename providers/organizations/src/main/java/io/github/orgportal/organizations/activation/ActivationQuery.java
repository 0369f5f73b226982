package io.github.orgportal.organizations.activation;

import java.util.Locale;
import java.util.Set;

/**
 * Which activation requests to list.
 *
 * @param search stands in the name of the person, the organization or the unit, or begins the number of one of these; empty for all
 * @param rights ids of rights that are found too, because people read the search in their names
 * @param order by what the list is sorted; the id of the request decides between equal ones, so that pages never overlap
 * @param first how many to leave out
 * @param max how many to give
 */
public record ActivationQuery(String search, Set<String> rights, Order order, int first, int max) {
    /** Strips the search, and copies the set. */
    public ActivationQuery {
        search = search.strip().toLowerCase(Locale.ROOT);
        rights = Set.copyOf(rights);
    }

    /** By what a list can be sorted. */
    public enum Column {
        /** When the right was asked for. */
        REQUESTED_AT("requestedAt", "r.REQUESTED_AT"),
        /** Last name, then first name. */
        NAME("name", "m.LAST_NAME, m.FIRST_NAME"),
        /** Name of the organization. */
        ORGANIZATION("organization", "lower(o.NAME)"),
        /** Number of the unit. */
        UNIT("unit", "n.UNIT_NUMBER");

        private final String text;
        /** With commas between them. */
        private final String expressions;

        Column(String text, String expressions) {
            this.text = text;
            this.expressions = expressions;
        }

        /** The column as requests write it. */
        public String text() {
            return text;
        }
    }

    /**
     * How a list is sorted.
     *
     * @param column by what
     * @param descending the last one first
     */
    public record Order(Column column, boolean descending) {
        /** Who has waited longest comes first. */
        public static final Order OLDEST_FIRST = new Order(Column.REQUESTED_AT, false);

        String sql() {
            String down = descending ? " desc" : "";
            return " order by " + column.expressions.replace(",", down + ",") + down + ", r.ID";
        }
    }
}
