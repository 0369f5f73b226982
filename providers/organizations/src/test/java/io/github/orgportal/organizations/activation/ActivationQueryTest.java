package io.github.orgportal.organizations.activation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.orgportal.organizations.activation.ActivationQuery.Column;
import io.github.orgportal.organizations.activation.ActivationQuery.Order;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ActivationQueryTest {
    @Test
    @DisplayName("M-2 every part of an order has its direction, and the id decides last")
    void writesOrders() {
        assertEquals(" order by r.REQUESTED_AT, r.ID", Order.OLDEST_FIRST.sql());
        assertEquals(" order by m.LAST_NAME desc, m.FIRST_NAME desc, r.ID", new Order(Column.NAME, true).sql());
    }

    @Test
    @DisplayName("M-2 a search counts without its case and its edges")
    void searches() {
        assertEquals("kim", new ActivationQuery(" KIM ", Set.of(), Order.OLDEST_FIRST, 0, 20).search());
    }
}
