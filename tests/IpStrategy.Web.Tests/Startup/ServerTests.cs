using IpStrategy.Web.Startup;
using IpStrategy.Web.Tests.Security;

namespace IpStrategy.Web.Tests.Startup;

/// <summary>Starts that must not come to anything: each ends with its code before an address is opened.</summary>
public sealed class ServerTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("ipstrategy-start-");

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _data.Delete(recursive: true);
    }

    [Theory]
    [InlineData("--demo", "--urls", "http://0.0.0.0:0")]
    [InlineData("--demo", "--clock", "yesterday")]
    [InlineData("--demo-password", "secret")]
    [InlineData("--bogus")]
    public async Task Wrong_arguments_end_with_2(params string[] arguments) =>
        Assert.Equal(2, await RunAsync(arguments));

    [Fact]
    public async Task A_file_that_is_no_database_ends_with_3_and_is_left_as_it_is()
    {
        var file = Path.Combine(_data.FullName, "ipstrategy.db");
        await File.WriteAllTextAsync(file, "no database", TestContext.Current.CancellationToken);

        Assert.Equal(3, await RunAsync("--urls", "http://localhost:0"));
        Assert.Equal("no database", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_real_installation_is_not_made_a_demonstration()
    {
        await using var host = new AccountsHost();
        await host.InitializeAsync();
        await host.NewUserAsync();

        Assert.Equal(2, await Server.RunAsync(["--demo", "--data", host.DataFolder, "--urls", "http://localhost:0"]));
    }

    [Fact]
    public async Task A_demonstration_does_not_become_reachable_by_leaving_the_flag_out()
    {
        await using var host = new DemoHost();
        await host.InitializeAsync();

        Assert.Equal(2, await Server.RunAsync(["--data", host.DataFolder, "--urls", "http://0.0.0.0:0"]));
    }

    [Fact]
    public async Task The_next_start_of_a_demonstration_keeps_its_plan_and_its_clock()
    {
        await using var first = new DemoHost();
        await first.InitializeAsync();
        var clerk = await first.AsAsync("office.clerk");
        await (await clerk.PostJsonAsync("/api/demo/clock", new { advance = "P2D" })).ReadAsync(200);
        var plan = (await clerk.GetJsonAsync("/api/plans")).Items().Single().Text("id");
        await first.StopAsync();

        await using var next = new DemoHost { DataFolder = first.DataFolder };
        await next.InitializeAsync();

        clerk = await next.AsAsync("office.clerk");
        Assert.Equal(plan, (await clerk.GetJsonAsync("/api/plans")).Items().Single().Text("id"));
        var moved = await (await clerk.PostJsonAsync("/api/demo/clock", new { advance = "PT0S" })).ReadAsync(200);
        Assert.Equal(17, moved.GetProperty("now").GetDateTimeOffset().Day);
    }

    private Task<int> RunAsync(params string[] arguments) =>
        Server.RunAsync([.. arguments, "--data", _data.FullName, "--Logging:LogLevel:Default=None"]);
}
