package io.github.orgportal.benchmarks.changes;

import io.github.orgportal.organizations.PortalOrganizations;
import io.github.orgportal.organizations.changelog.Action;
import io.github.orgportal.organizations.changelog.Actor;
import io.github.orgportal.organizations.changelog.Change;
import io.github.orgportal.organizations.changelog.ChangePosition;
import io.github.orgportal.organizations.changelog.ChangeQuery;
import io.github.orgportal.organizations.changelog.Subject;
import io.github.orgportal.organizations.profile.Kind;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.resource.RealmResourceProvider;

/**
 * {@code /realms/{realm}/benchmark-changes/…}: does the same so many times, each in a transaction of its own, and answers the
 * nanoseconds of each with commas between.
 */
@Produces(MediaType.TEXT_PLAIN)
public final class ChangesResource implements RealmResourceProvider {
    private static final Actor ACTOR = Actor.system("benchmark");

    private final KeycloakSession session;

    ChangesResource(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public Object getResource() {
        return this;
    }

    /** Makes an organization and answers its id. */
    @POST
    @Path("organization")
    public String organization() {
        return PortalOrganizations.of(session)
                .organizations()
                .create("1", "Betrieb", Kind.EMPLOYER, ACTOR)
                .id();
    }

    /** Reads a page; with several persons, each in turn. */
    @GET
    public String read(
            @QueryParam("organization") @Nullable String organization,
            @QueryParam("person") @Nullable List<String> persons,
            @QueryParam("action") @Nullable String action,
            @QueryParam("from") @Nullable Long from,
            @QueryParam("to") @Nullable Long to,
            @QueryParam("before") @Nullable String before,
            @QueryParam("max") int max,
            @QueryParam("times") int times) {
        List<String> people = persons == null ? List.of() : persons;
        return measure(
                times,
                (portal, turn) -> portal.history()
                        .page(new ChangeQuery(
                                Optional.ofNullable(organization),
                                people.isEmpty() ? Optional.empty() : Optional.of(people.get(turn % people.size())),
                                Optional.ofNullable(action).map(Action::valueOf),
                                Optional.ofNullable(from),
                                Optional.ofNullable(to),
                                Optional.ofNullable(before).flatMap(ChangePosition::of),
                                max)));
    }

    /** Adds an entry to an organization. */
    @POST
    public String append(@QueryParam("organization") String organization, @QueryParam("times") int times) {
        return measure(
                times,
                (portal, turn) -> portal.changes()
                        .append(
                                organization,
                                new Change(
                                        ACTOR,
                                        Action.ACCOUNT_CHANGED,
                                        new Subject(Subject.Kind.ACCOUNT, "person-" + turn, "person-" + turn),
                                        Map.of("phone", "030 1234"),
                                        Map.of("phone", "030 4321"),
                                        "")));
    }

    private interface Work {
        void run(PortalOrganizations portal, int turn);
    }

    private String measure(int times, Work work) {
        String realmId = session.getContext().getRealm().getId();
        return IntStream.range(0, times)
                .mapToLong(turn -> nanos(inRealm(realmId, portal -> work.run(portal, turn))))
                .mapToObj(Long::toString)
                .collect(Collectors.joining(","));
    }

    private Runnable inRealm(String realmId, Consumer<PortalOrganizations> work) {
        return () -> KeycloakModelUtils.runJobInTransaction(session.getKeycloakSessionFactory(), other -> {
            other.getContext().setRealm(other.realms().getRealm(realmId));
            work.accept(PortalOrganizations.of(other));
        });
    }

    private static long nanos(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return System.nanoTime() - begin;
    }

    @Override
    public void close() {
        // holds nothing
    }
}
