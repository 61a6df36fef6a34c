using System.Diagnostics;
using System.Text.Json;
using IpStrategy.Application.Delivery;
using IpStrategy.Persistence.Outbox;

namespace IpStrategy.Application.Tests.Delivery;

/// <summary>Against a real SMTP server: Debian's python3-aiosmtpd.</summary>
public sealed class SmtpTransportTests
{
    private const string Python = "/usr/bin/python3";
    private static readonly MessageFacts Facts = new(
        26,
        "(二十六)",
        "建立专利预警机制",
        "reply",
        "征求意见",
        "jxw",
        new DateOnly(2010, 4, 6)
    );

    // Prints its port, then each message as one line of JSON with decoded headers and body.
    private const string Server = """
        import asyncio, email, email.policy, json
        from aiosmtpd.smtp import SMTP
        class Handler:
            async def handle_RCPT(self, server, session, envelope, address, options):
                if address.startswith("refused"):
                    return "550 no such mailbox"
                envelope.rcpt_tos.append(address)
                return "250 OK"
            async def handle_DATA(self, server, session, envelope):
                m = email.message_from_bytes(envelope.content, policy=email.policy.default)
                print(json.dumps({"to": envelope.rcpt_tos, "subject": m["Subject"], "id": m["Message-ID"],
                                  "body": m.get_content()}), flush=True)
                return "250 OK"
        async def main():
            loop = asyncio.get_running_loop()
            server = await loop.create_server(lambda: SMTP(Handler(), hostname="localhost"), "127.0.0.1", 0)
            print(server.sockets[0].getsockname()[1], flush=True)
            await server.serve_forever()
        asyncio.run(main())
        """;

    [Fact]
    public async Task A_mail_with_a_Chinese_subject_arrives_as_it_was_written()
    {
        using var server = await StartAsync();
        await server.Transport.SendAsync(Mail("zhang.san@example.test"), default);
        var received = await server.NextAsync();
        Assert.Equal("提醒:(二十六)征求意见", received.GetProperty("subject").GetString());
        Assert.Equal("建立专利预警机制,应于2010年4月6日前办结。", received.GetProperty("body").GetString()!.Trim());
        Assert.Equal("<42@ipstrategy.localhost>", received.GetProperty("id").GetString());
        Assert.Equal("zhang.san@example.test", received.GetProperty("to")[0].GetString());
    }

    [Theory]
    [InlineData("refused@example.test")]
    [InlineData("no address at all")]
    public async Task An_address_that_cannot_be_mailed_is_not_taken_and_the_next_one_is(string address)
    {
        using var server = await StartAsync();
        await Assert.ThrowsAsync<MailIsNotTakenException>(() => server.Transport.SendAsync(Mail(address), default));
        await server.Transport.SendAsync(Mail("li.si@example.test"), default);
        Assert.Equal("li.si@example.test", (await server.NextAsync()).GetProperty("to")[0].GetString());
    }

    [Fact]
    public async Task A_server_that_is_down_does_not_take_the_mail()
    {
        var transport = TransportTo(1);
        await Assert.ThrowsAsync<MailIsNotTakenException>(() =>
            transport.SendAsync(Mail("li.si@example.test"), default)
        );
    }

    private static MailPayload Mail(string to) => new("<42@ipstrategy.localhost>", to, MessageKind.Reminder, Facts);

    private static SmtpTransport TransportTo(int port) =>
        new(new MailSettings { Server = "127.0.0.1", Port = port }, new Wording());

    private static async Task<RunningServer> StartAsync()
    {
        var process = File.Exists(Python) ? Process.Start(Settings()) : null;
        var port = process is null ? null : await process.StandardOutput.ReadLineAsync();
        if (port is null)
        {
            const string reason = "python3-aiosmtpd is not installed.";
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", reason);
            Assert.Fail(reason);
        }
        return new RunningServer(process!, int.Parse(port, System.Globalization.CultureInfo.InvariantCulture));
    }

    private static ProcessStartInfo Settings() =>
        new(Python, ["-c", Server]) { RedirectStandardOutput = true, UseShellExecute = false };

    private sealed class RunningServer(Process process, int port) : IDisposable
    {
        public SmtpTransport Transport { get; } = TransportTo(port);

        public async Task<JsonElement> NextAsync()
        {
            var line = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20));
            return JsonDocument.Parse(line!).RootElement;
        }

        public void Dispose()
        {
            process.Kill();
            process.Dispose();
        }
    }

    private sealed class Wording : IMailTexts
    {
        public (string Subject, string Body) Word(MessageKind kind, MessageFacts facts) =>
            ($"提醒:{facts.Label}{facts.StepName}", $"{facts.Subject},应于{facts.DueOn:yyyy年M月d日}前办结。");
    }
}
