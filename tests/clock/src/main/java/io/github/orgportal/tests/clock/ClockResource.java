package io.github.orgportal.tests.clock;

import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.keycloak.common.util.Time;
import org.keycloak.services.resource.RealmResourceProvider;

/** {@code PUT /realms/master/test-clock/{seconds}}: the server's clock is so many seconds ahead of the machine's. */
public final class ClockResource implements RealmResourceProvider {
    @Override
    public Object getResource() {
        return this;
    }

    /** Sets the offset. */
    @PUT
    @Path("{seconds}")
    public void set(@PathParam("seconds") int seconds) {
        Time.setOffset(seconds);
    }

    @Override
    public void close() {
        // holds nothing
    }
}
