using IpStrategy.Domain.Approvals;

namespace IpStrategy.Domain.Rights;

/// <summary>The post of this person does not include the operation.</summary>
public sealed record NotForThisPost() : DomainRefusal(RefusalGround.NotAllowed);

public sealed record OnlyAnAdministratorMay() : DomainRefusal(RefusalGround.NotAllowed);

public sealed record OnlySystemAdministratorsMay() : DomainRefusal(RefusalGround.NotAllowed);

public sealed record OnlyProcessAdministratorsMay() : DomainRefusal(RefusalGround.NotAllowed);

public sealed record OnlyIntegrationsMay() : DomainRefusal(RefusalGround.NotAllowed);

public sealed record OnlyTheAuditAdministratorMay() : DomainRefusal(RefusalGround.NotAllowed);
