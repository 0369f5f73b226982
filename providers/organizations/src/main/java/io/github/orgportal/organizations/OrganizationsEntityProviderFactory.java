package io.github.orgportal.organizations;

import io.github.orgportal.organizations.application.ApplicationEntity;
import io.github.orgportal.organizations.changelog.ChainEntity;
import io.github.orgportal.organizations.changelog.ChangeEntity;
import io.github.orgportal.organizations.grant.GrantEntity;
import io.github.orgportal.organizations.letter.LetterEntity;
import io.github.orgportal.organizations.lock.LockEntity;
import io.github.orgportal.organizations.lock.WrongPasswordEntity;
import io.github.orgportal.organizations.loginname.LoginNameEntity;
import io.github.orgportal.organizations.mailbox.MailboxEntity;
import io.github.orgportal.organizations.mailbox.MailboxMemberEntity;
import io.github.orgportal.organizations.membership.MembershipEntity;
import io.github.orgportal.organizations.password.AttemptEntity;
import io.github.orgportal.organizations.password.LinkEntity;
import io.github.orgportal.organizations.profile.OrganizationEntity;
import io.github.orgportal.organizations.profile.RestrictionEntity;
import io.github.orgportal.organizations.profile.UnitEntity;
import io.github.orgportal.organizations.shadow.ShadowEntity;
import io.github.orgportal.organizations.shadow.ShadowTaskEntity;
import io.github.orgportal.support.EntityProviderFactory;
import java.util.List;

/** Brings the tables of the domain. */
public final class OrganizationsEntityProviderFactory extends EntityProviderFactory {
    /** Called by Keycloak, which finds the class in {@code META-INF/services}. */
    public OrganizationsEntityProviderFactory() {
        super(
                "orgportal-organizations",
                "META-INF/portal-organizations-changelog.xml",
                List.of(
                        OrganizationEntity.class,
                        UnitEntity.class,
                        RestrictionEntity.class,
                        MembershipEntity.class,
                        LoginNameEntity.class,
                        GrantEntity.class,
                        MailboxEntity.class,
                        MailboxMemberEntity.class,
                        LockEntity.class,
                        WrongPasswordEntity.class,
                        ShadowEntity.class,
                        ShadowTaskEntity.class,
                        ChainEntity.class,
                        ChangeEntity.class,
                        LinkEntity.class,
                        AttemptEntity.class,
                        LetterEntity.class,
                        ApplicationEntity.class));
    }
}
