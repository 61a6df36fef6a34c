using IpStrategy.Testing;
using Xunit.Sdk;

namespace IpStrategy.Conventions.Tests.Testing;

public sealed class SnapshotTests
{
    [Fact]
    public void Names_the_first_line_that_differs()
    {
        Assert.SkipWhen(Snapshot.Updating, "The snapshots are being written.");

        Snapshot.Matches("one\r\ntwo\r\n", "Example.txt");
        var failure = Assert.ThrowsAny<XunitException>(() => Snapshot.Matches("one\nthree", "Example.txt"));
        Assert.Contains("line 2\n- two\n+ three", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_snapshot_that_was_never_taken_fails()
    {
        Assert.SkipWhen(Snapshot.Updating, "The snapshots are being written.");

        Assert.ThrowsAny<XunitException>(() => Snapshot.Matches("text", "NeverTaken.txt"));
    }
}
