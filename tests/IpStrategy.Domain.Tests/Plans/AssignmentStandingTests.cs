using IpStrategy.Domain.Plans;

namespace IpStrategy.Domain.Tests.Plans;

/// <summary>When an assignment that several carry out is done: all of them, or as many as the office asks.</summary>
public sealed class AssignmentStandingTests
{
    [Theory]
    // all, completed, suspended, ended, voided, quorum
    [InlineData(16, 15, 0, 0, 0, null, AssignmentStatus.Running)]
    [InlineData(16, 16, 0, 0, 0, null, AssignmentStatus.Completed)]
    [InlineData(16, 15, 0, 1, 0, null, AssignmentStatus.Completed)]
    [InlineData(16, 14, 0, 0, 0, 15, AssignmentStatus.Running)]
    [InlineData(16, 15, 0, 0, 0, 15, AssignmentStatus.Completed)]
    [InlineData(16, 15, 1, 0, 0, 15, AssignmentStatus.Completed)]
    [InlineData(16, 14, 2, 0, 0, 15, AssignmentStatus.Suspended)]
    // Fewer are left than were asked for: all of these.
    [InlineData(16, 13, 0, 2, 0, 15, AssignmentStatus.Running)]
    [InlineData(16, 14, 0, 2, 0, 15, AssignmentStatus.Completed)]
    [InlineData(16, 0, 0, 16, 0, 15, AssignmentStatus.Terminated)]
    [InlineData(16, 0, 0, 16, 16, 15, AssignmentStatus.Voided)]
    public void It_follows_from_the_counts(
        int all,
        int completed,
        int suspended,
        int ended,
        int voided,
        int? quorum,
        AssignmentStatus expected
    )
    {
        var counts = new UndertakingCounts(all, completed, suspended, ended, voided);
        Assert.Equal(expected, AssignmentStanding.Of(counts, quorum));
    }
}
