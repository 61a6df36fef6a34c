using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Plans;

namespace IpStrategy.Domain.Tests.Plans;

public sealed class DivisionTests
{
    private static readonly AgencyCode A = new("a");
    private static readonly AgencyCode B = new("b");
    private static readonly AgencyCode C = new("c");
    private static readonly AgencyCode Open = new("open");
    private static readonly AgencyCode Closed = new("closed");

    [Fact]
    public void A_lead_named_twice_does_not_countersign_its_own_paper()
    {
        var plan = Assert.Single(Division.Of([A, A, B], [C, A], [], MembersOf));
        Assert.Equal(A, plan.Lead);
        Assert.Equal([B], plan.Cosigners);
        Assert.Equal([C], plan.Parties);
    }

    [Fact]
    public void A_group_named_for_an_open_group_is_asked_member_by_member()
    {
        var plan = Assert.Single(Division.Of([A], [Open], [Closed], MembersOf));
        Assert.Equal([B, C], plan.Parties);
        Assert.Empty(plan.OpenGroups);
    }

    private static GroupMembers? MembersOf(AgencyCode code) =>
        code == Open ? new GroupMembers(true, [])
        : code == Closed ? new GroupMembers(false, [B, C])
        : null;
}
