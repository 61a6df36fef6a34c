using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using IpStrategy.Application.Attachments;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Attachments;
using IpStrategy.Persistence.Outbox;
using IpStrategy.Testing;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Tests.Attachments;

/// <summary>查毒 by a clamd of the tests' own: what waits, what passes, what is isolated.</summary>
public sealed class ScanAttachmentsTests
{
    private const string Virus = "X5O!P%-virus-of-the-tests";

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Nothing_is_handed_out_before_the_scanner_has_seen_it(TestDatabase database)
    {
        await using var clamd = new FakeClamd();
        await using var office = await OpenAsync(database, clamd.Address);
        var content = SampleFiles.Pdf(new string('x', 200_000));
        var file = await AttachAsync(office, "a.pdf", content);
        Assert.False(file.IsReadable);
        Assert.IsType<AttachmentIsNotScannedYet>((await office.FetchAsync("zscqj.officer", file)).Refusal);

        await office.AdvanceAsync(TimeSpan.Zero);

        Assert.Equal(content, await (await office.FetchAsync("zscqj.officer", file)).BytesAsync());
        Assert.Equal([content.Length], clamd.Received);
        Assert.Equal(ScanState.Scanned, (await office.ReadAsync(db => db.Attachments.SingleAsync())).State);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task What_is_infected_is_isolated_and_told_to_uploader_and_office(TestDatabase database)
    {
        await using var clamd = new FakeClamd();
        await using var office = await OpenAsync(database, clamd.Address);
        var file = await AttachAsync(office, "坏.pdf", SampleFiles.Pdf(Virus));

        await office.AdvanceAsync(TimeSpan.Zero);

        var refused = Assert.IsType<AttachmentIsInfected>((await office.FetchAsync("zscqj.officer", file)).Refusal);
        Assert.Equal("Test-Signature", refused.Finding);
        Assert.Equal(Path.Combine(office.FilesFolder, "quarantine", file.Sha256), Assert.Single(office.StoredFiles()));
        var told = await office.ReadAsync(db =>
            db.Inbox.Where(m => m.Kind == MessageKind.AttachmentInfected)
                .Join(db.Users, m => m.RecipientId, u => u.Id, (m, u) => new { u.UserName, m.Facts })
                .OrderBy(m => m.UserName)
                .ToListAsync()
        );
        Assert.Equal(["office.clerk", "zscqj.officer"], told.Select(t => t.UserName));
        Assert.All(told, t => Assert.Contains("坏.pdf", t.Facts, StringComparison.Ordinal));
        Assert.Equal(1, await office.ReadAsync(db => db.AuditEntries.CountAsync(a => a.Verb == "quarantine")));

        // The same again is known, elsewhere too, and isolated contents stay where they are.
        var other = await office.TheItemAsync("zscqj.officer", 42, StepRules.Acknowledge);
        var again = await office.AttachAsync("zscqj.officer", other, "新.pdf", SampleFiles.Pdf(Virus));
        Assert.IsType<AttachmentIsInfected>(again.Refusal);
        office.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(0, await office.AskAsync<KeepFiles, int>(u => u.RunAsync(default)));
        Assert.Equal(0, await office.AskAsync<KeepFiles, int>(u => u.CountLostAsync(default)));
    }

    [Fact]
    public async Task While_the_scanner_is_away_or_cannot_tell_files_wait_and_pass_later()
    {
        await using var clamd = new FakeClamd { Answer = "INSTREAM size limit exceeded. ERROR" };
        await using var office = await OpenAsync(TestDatabase.Sqlite, clamd.Address);
        var file = await AttachAsync(office, "a.pdf", SampleFiles.Pdf());
        await office.AdvanceAsync(TimeSpan.Zero);
        Assert.IsType<AttachmentIsNotScannedYet>((await office.FetchAsync("zscqj.officer", file)).Refusal);

        clamd.Answer = "";
        await office.AdvanceAsync(TimeSpan.Zero);
        Assert.IsType<AttachmentIsNotScannedYet>((await office.FetchAsync("zscqj.officer", file)).Refusal);

        clamd.Answer = null;
        await office.AdvanceAsync(TimeSpan.Zero);
        Assert.Null((await office.FetchAsync("zscqj.officer", file)).Refusal);
    }

    [Fact]
    public async Task Nobody_at_the_address_is_said_so()
    {
        var free = new FakeClamd();
        await free.DisposeAsync();
        await Assert.ThrowsAsync<ScannerIsAwayException>(() =>
            new ClamdScan(free.Address).ScanAsync(new MemoryStream([1]), TestContext.Current.CancellationToken)
        );
        Assert.Throws<FormatException>(() => new ClamdScan("localhost"));
    }

    private static async Task<Office> OpenAsync(TestDatabase database, string scanner)
    {
        var office = await Office.OpenAsync(database, files: new FileSettings { Scanner = scanner });
        await office.IssueAsync();
        return office;
    }

    private static async Task<AttachmentView> AttachAsync(Office office, string name, byte[] content)
    {
        var item = await office.TheItemAsync("zscqj.officer", 26, StepRules.Acknowledge);
        return (await office.AttachAsync("zscqj.officer", item, name, content)).Value;
    }

    /// <summary>As much of clamd as INSTREAM needs; knows one virus.</summary>
    private sealed class FakeClamd : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource _end = new();
        private readonly Task _serving;

        public FakeClamd()
        {
            _listener.Start();
            Address = $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
            _serving = ServeAsync();
        }

        public string Address { get; }

        /// <summary>What it says instead; null = what it thinks.</summary>
        public string? Answer { get; set; }

        public List<int> Received { get; } = [];

        public async ValueTask DisposeAsync()
        {
            await _end.CancelAsync();
            _listener.Stop();
            await _serving;
            _end.Dispose();
        }

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    using var client = await _listener.AcceptTcpClientAsync(_end.Token);
                    await TalkAsync(client.GetStream());
                }
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }

        private async Task TalkAsync(NetworkStream wire)
        {
            var command = new byte[10];
            await wire.ReadExactlyAsync(command, _end.Token);
            Assert.Equal("zINSTREAM\0", Encoding.ASCII.GetString(command));
            var (length, content) = (new byte[4], new List<byte>());
            while (true)
            {
                await wire.ReadExactlyAsync(length, _end.Token);
                var chunk = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
                if (chunk.Length == 0)
                {
                    break;
                }
                await wire.ReadExactlyAsync(chunk, _end.Token);
                content.AddRange(chunk);
            }
            Received.Add(content.Count);
            var thinks = Encoding.Latin1.GetString([.. content]).Contains(Virus, StringComparison.Ordinal)
                ? "stream: Test-Signature FOUND"
                : "stream: OK";
            if (Answer != "")
            {
                await wire.WriteAsync(Encoding.UTF8.GetBytes((Answer ?? thinks) + "\0"), _end.Token);
            }
        }
    }
}
