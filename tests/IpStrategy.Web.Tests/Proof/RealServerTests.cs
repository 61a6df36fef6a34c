using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using IpStrategy.Domain.Approvals;
using IpStrategy.Testing;

namespace IpStrategy.Web.Tests.Proof;

/// <summary>One assignment through the program as it is started by people: a process of its own, a real port, a restart on the way.</summary>
public sealed class RealServerTests : IAsyncLifetime
{
    private const int Assignment = 26;
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("ipstrategy-server-");
    private readonly int _port = FreePort();
    private readonly Dictionary<string, string> _tokens = new(StringComparer.Ordinal);
    private Process? _server;

    [Fact]
    public async Task An_assignment_is_completed_over_a_restart_that_kills_the_server()
    {
        await StartAsync();
        await DoAsync("zscqj.officer", StepRules.Acknowledge, new { });
        await DoAsync("zscqj.officer", StepRules.DraftPlan, new { plan = "实施方案" });
        await StopAsync();
        await StartAsync();
        await DoAsync("jxw.officer", StepRules.Reply, new { outcome = "Concur" });
        await DoAsync("zscqj.officer", StepRules.Consolidate, new { plan = "修改后的方案" });
        await SignAsync();
        await DoAsync("zscqj.officer", StepRules.ApplyForCompletion, new { summary = "已完成" });
        await SignAsync();
        var plan = (await Client("leadership").GetJsonAsync("/api/plans")).Items().Single();
        var done = await Client("leadership")
            .GetJsonAsync($"/api/plans/{plan.Text("id")}/assignments?status=completed");
        Assert.Equal(Assignment, Assert.Single(done.Items()).GetProperty("number").GetInt32());
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _data.Delete(recursive: true);
    }

    private async Task SignAsync()
    {
        await DoAsync("zscqj.leader", StepRules.LeaderSign, new { });
        await DoAsync("office.clerk", StepRules.OfficeCheck, new { });
        await DoAsync("office.director", StepRules.DirectorSign, new { });
    }

    private async Task DoAsync(string userName, string step, object answers)
    {
        if (!_tokens.ContainsKey(userName))
        {
            var body = new { userName, password = DemoHost.Password };
            var signedIn = await (await Anonymous().PostJsonAsync("/api/auth/login", body)).ReadAsync(200);
            _tokens[userName] = signedIn.Text("accessToken");
        }
        var open = await Client(userName).GetJsonAsync($"/api/work-items?step={step}&pageSize=200");
        var item = open.Items().Single(i => i.GetProperty("assignmentNumber").GetInt32() == Assignment);
        await (
            await Client(userName).PostJsonAsync($"/api/work-items/{item.Text("id")}/complete", new { answers })
        ).ReadAsync(200);
    }

    private HttpClient Anonymous() => new() { BaseAddress = new Uri($"http://127.0.0.1:{_port}") };

    private HttpClient Client(string userName)
    {
        var client = Anonymous();
        var token = _tokens.GetValueOrDefault(userName) ?? _tokens["office.clerk"];
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = _data.FullName,
        };
        string[] arguments =
        [
            ServerProgram(),
            "--demo",
            "--demo-password",
            DemoHost.Password,
            "--urls",
            $"http://127.0.0.1:{_port}",
            "--data",
            _data.FullName,
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        _server = Process.Start(start)!;
        _server.BeginOutputReadLine();
        _server.BeginErrorReadLine();
        await Eventually.TrueAsync(IsReadyAsync, "the server answers", TimeSpan.FromMinutes(2));
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            return (
                await Anonymous().GetAsync("/healthz/ready", TestContext.Current.CancellationToken)
            ).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    // Killed, not asked: what was answered must be there after the restart.
    private async Task StopAsync()
    {
        if (_server is { HasExited: false })
        {
            _server.Kill();
            await _server.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        _server?.Dispose();
        _server = null;
    }

    private static string ServerProgram()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var root = output;
        while (!File.Exists(Path.Combine(root.FullName, "IpStrategy.sln")))
        {
            root = root.Parent ?? throw new InvalidOperationException("Not inside the repository.");
        }
        var (framework, configuration) = (output.Name, output.Parent!.Name);
        return Path.Combine(root.FullName, "src/IpStrategy.Web/bin", configuration, framework, "IpStrategy.Web.dll");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
