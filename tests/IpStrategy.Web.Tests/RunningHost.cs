using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using IpStrategy.Persistence;
using IpStrategy.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

[assembly: AssemblyFixture(typeof(IpStrategy.Web.Tests.DemoHost))]

namespace IpStrategy.Web.Tests;

/// <summary>The whole program in the test's process: its own data folder, a clock that stands still, no network.</summary>
public abstract class RunningHost : IAsyncLifetime
{
    private readonly DirectoryInfo _ownData = Directory.CreateTempSubdirectory("ipstrategy-web-");
    private readonly ConcurrentDictionary<string, Task<string>> _tokens = new(StringComparer.Ordinal);
    private readonly Lazy<WebApplicationFactory<Program>> _factory;

    protected RunningHost()
    {
        _factory = new(Start);
        DataFolder = _ownData.FullName;
    }

    /// <summary>Where the installation lies; another host's to start on what that one left.</summary>
    public string DataFolder { get; init; }

    /// <summary>For tests of the first start itself; others begin with a copy of what it makes.</summary>
    public bool FromNothing { get; init; }

    public FakeClock Clock { get; } = new();

    public IServiceProvider Services => _factory.Value.Services;

    /// <summary>Further settings, as on the command line.</summary>
    protected abstract IEnumerable<KeyValuePair<string, string>> Settings { get; }

    public virtual async ValueTask InitializeAsync()
    {
        var settings = Settings.ToDictionary(s => s.Key, s => s.Value);
        var isElsewhere = settings.ContainsKey("ConnectionStrings:PostgreSql") || DataFolder != _ownData.FullName;
        if (!FromNothing && !isElsewhere)
        {
            await FirstStart.CopyAsync(settings.GetValueOrDefault("demo-password"), DataFolder);
        }
        _ = _factory.Value.Server;
    }

    /// <summary>Stops the program and leaves its data.</summary>
    public async ValueTask StopAsync()
    {
        if (_factory.IsValueCreated)
        {
            await _factory.Value.DisposeAsync();
        }
        // The last connection to the file takes its journal along.
        using var file = new SqliteConnection(new PersistenceSettings(DataFolder, null).SqliteConnection);
        SqliteConnection.ClearPool(file);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _ownData.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>A client that shows nothing of who it is, follows no redirect and speaks English.</summary>
    public HttpClient Anonymous()
    {
        var client = _factory.Value.CreateClient(
            new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = false }
        );
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        return client;
    }

    /// <summary>A browser: keeps cookies, follows no redirect by itself.</summary>
    public HttpClient Browser() =>
        _factory.Value.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    public HttpClient With(string accessToken)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        return client;
    }

    /// <summary>A client of somebody who has signed in, once for the whole host.</summary>
    public async Task<HttpClient> AsAsync(string userName, string password) =>
        With(await _tokens.GetOrAdd(userName, async name => (await SignInAsync(name, password)).Text("accessToken")));

    /// <summary>A sign-in of its own.</summary>
    public async Task<JsonElement> SignInAsync(string userName, string password)
    {
        var response = await Anonymous().PostJsonAsync("/api/auth/login", new { userName, password });
        return await response.ReadAsync(200);
    }

    private WebApplicationFactory<Program> Start() =>
        new WebApplicationFactory<Program>().WithWebHostBuilder(web =>
        {
            web.UseSetting("data", DataFolder);
            foreach (var (name, value) in Settings)
            {
                web.UseSetting(name, value);
            }
            web.ConfigureLogging(log => log.ClearProviders());
            web.ConfigureTestServices(services => Configure(services.AddSingleton<TimeProvider>(Clock)));
        });

    /// <summary>What a test puts beside the program's own parts.</summary>
    protected virtual void Configure(IServiceCollection services) { }
}

/// <summary>The demonstration: the plan of 2010 in force, an officer and a leader for every agency. Shared by all tests that only look.</summary>
public sealed class DemoHost : DemoInstallationHost;

/// <summary>The same for tests that change what others would see.</summary>
public sealed class OwnDemoHost : DemoInstallationHost;

public abstract class DemoInstallationHost : RunningHost
{
    public const string Password = "Demo-for-tests-1";

    protected override IEnumerable<KeyValuePair<string, string>> Settings =>
        [new("demo", "true"), new("demo-password", Password)];

    public Task<HttpClient> AsAsync(string userName) => AsAsync(userName, Password);
}

/// <summary>What tests of HTTP say all the time.</summary>
internal static class HttpTalk
{
    public static Task<HttpResponseMessage> PostJsonAsync(this HttpClient client, string address, object body) =>
        client.PostAsJsonAsync(address, body, TestContext.Current.CancellationToken);

    public static Task<HttpResponseMessage> PutJsonAsync(this HttpClient client, string address, object body) =>
        client.PutAsJsonAsync(address, body, TestContext.Current.CancellationToken);

    public static Task<HttpResponseMessage> PostNothingAsync(this HttpClient client, string address) =>
        client.PostAsync(address, null, TestContext.Current.CancellationToken);

    /// <summary>The body as JSON, after looking at the status.</summary>
    public static async Task<JsonElement> ReadAsync(this HttpResponseMessage response, int status)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(status == (int)response.StatusCode, $"{(int)response.StatusCode} instead of {status}: {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    public static async Task<JsonElement> GetJsonAsync(this HttpClient client, string address, int status = 200) =>
        await (await client.GetAsync(address, TestContext.Current.CancellationToken)).ReadAsync(status);

    /// <summary>Asserts a problem with this status and code, and returns it.</summary>
    public static async Task<JsonElement> RefusedAsync(this HttpResponseMessage response, int status, string code)
    {
        var problem = await response.ReadAsync(status);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(code, problem.Text("code"));
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.Text("detail"));
        return problem;
    }

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static IEnumerable<JsonElement> Items(this JsonElement page) => page.GetProperty("items").EnumerateArray();
}
