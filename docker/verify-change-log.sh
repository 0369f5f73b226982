#!/bin/bash
# Proves that nobody has altered the portals' change log behind the software's back, or names the first broken entry of each chain.
# It asks the database itself and needs no running server:
#
#   docker compose -f docker/compose.yaml exec keycloak /opt/keycloak/bin/verify-change-log.sh
#
# With "--ends FILE" it writes the end of each chain to a list; keep that where the database's keepers cannot reach it, and compare with
# it next time by "--kept FILE". Exit code: 0 all chains are whole, 1 at least one is broken, 2 they could not be checked.

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

classpath=
for name in providers/portal-support providers/portal-organizations \
    lib/lib/main/org.postgresql.postgresql- lib/lib/main/com.h2database.h2-; do
    for jar in "$home/$name"*.jar; do
        if [ ! -f "$jar" ]; then
            echo "$home has no $name*.jar" >&2
            exit 2
        fi
        classpath=$classpath:$jar
    done
done
if ! command -v "$java" >/dev/null; then
    echo "There is no Java: $java" >&2
    exit 2
fi
exec "$java" -Xmx256m -cp "${classpath#:}" io.github.orgportal.organizations.changelog.verification.VerifyChangeLog "$@"
