using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Web;
using AngleSharp.Html.Parser;
using IpStrategy.Web.Tests.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IpStrategy.Web.Tests.Security;

/// <summary>How a token is not as it should be.</summary>
internal enum Twist
{
    None,
    WrongNonce,
    WrongAudience,
    WrongIssuer,
    Expired,
    Unsigned,
    OtherKey,
    WrongVerifier,
}

/// <summary>Who stands before the provider's sign-in page.</summary>
internal sealed record Person(string Subject, string UserName, string Duty)
{
    public string Unit { get; init; } = "";
    public Twist Twist { get; init; }

    public static Person Of(string userName, string duty) => new(Guid.NewGuid().ToString("N"), userName, duty);
}

/// <summary>A small OpenID Connect provider on this machine: discovery, keys, code flow with PKCE, tokens signed with RS256.</summary>
internal sealed class Provider : IAsyncDisposable
{
    public const string ClientId = "ipstrategy";
    public const string ClientSecret = "not-for-any-file";
    private readonly RSA _key = RSA.Create(2048);
    private readonly RSA _other = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, (Person Person, string Nonce, string Challenge)> _codes = new();
    private readonly TimeProvider _clock;
    private WebApplication _app = null!;

    private Provider(TimeProvider clock) => _clock = clock;

    public string Address { get; private set; } = "";

    /// <summary>Who signs in next, by the state of the request.</summary>
    public ConcurrentDictionary<string, Person> AtTheDoor { get; } = new();

    public static async Task<Provider> StartAsync(TimeProvider clock)
    {
        var provider = new Provider(clock);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = provider._app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", provider.Discovery);
        app.MapGet("/keys", provider.Keys);
        app.MapGet("/authorize", provider.Authorize);
        app.MapPost("/token", (Delegate)provider.TokenAsync);
        await app.StartAsync();
        provider.Address = app.Urls.Single();
        return provider;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IResult Discovery() =>
        Results.Json(
            new Dictionary<string, object>
            {
                ["issuer"] = Address,
                ["authorization_endpoint"] = Address + "/authorize",
                ["token_endpoint"] = Address + "/token",
                ["jwks_uri"] = Address + "/keys",
                ["response_types_supported"] = new[] { "code" },
                ["subject_types_supported"] = new[] { "public" },
                ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
            }
        );

    private IResult Keys()
    {
        var key = _key.ExportParameters(false);
        return Results.Json(
            new
            {
                keys = new[]
                {
                    new
                    {
                        kty = "RSA",
                        use = "sig",
                        alg = "RS256",
                        kid = "1",
                        n = Text(key.Modulus!),
                        e = Text(key.Exponent!),
                    },
                },
            }
        );
    }

    private IResult Authorize(HttpRequest request)
    {
        string Asked(string name) => request.Query[name].ToString();
        var back = Asked("redirect_uri");
        var state = Uri.EscapeDataString(Asked("state"));
        if (Asked("code_challenge_method") != "S256" || Asked("code_challenge").Length == 0)
        {
            return Results.Redirect($"{back}?error=invalid_request&state={state}");
        }
        var code = Guid.NewGuid().ToString("N");
        _codes[code] = (AtTheDoor[Asked("state")], Asked("nonce"), Asked("code_challenge"));
        return Results.Redirect($"{back}?code={code}&state={state}");
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        var isKnown = form["client_id"] == ClientId && form["client_secret"] == ClientSecret;
        if (!isKnown || !_codes.TryRemove(form["code"].ToString(), out var begun))
        {
            return Results.Json(new { error = "invalid_client" }, statusCode: 400);
        }
        var challenge = Text(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        return challenge != begun.Challenge || begun.Person.Twist == Twist.WrongVerifier
            ? Results.Json(new { error = "invalid_grant", error_description = "code_verifier" }, statusCode: 400)
            : Results.Json(
                new Dictionary<string, object>
                {
                    ["access_token"] = Guid.NewGuid().ToString("N"),
                    ["token_type"] = "Bearer",
                    ["id_token"] = TokenOf(begun.Person, begun.Nonce),
                }
            );
    }

    private string TokenOf(Person person, string nonce)
    {
        var twist = person.Twist;
        var now = _clock.GetUtcNow().ToUnixTimeSeconds() - (twist == Twist.Expired ? 3600 : 0);
        var claims = new Dictionary<string, object>
        {
            ["iss"] = twist == Twist.WrongIssuer ? "https://other.example" : Address,
            ["aud"] = twist == Twist.WrongAudience ? "other" : ClientId,
            ["sub"] = person.Subject,
            ["nonce"] = twist == Twist.WrongNonce ? nonce + "x" : nonce,
            ["iat"] = now,
            ["exp"] = now + 300,
            ["preferred_username"] = person.UserName,
            ["name"] = "李四",
            ["duty"] = person.Duty,
            ["unit"] = person.Unit,
        };
        var alg = twist == Twist.Unsigned ? "none" : "RS256";
        var header = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                alg,
                kid = "1",
                typ = "JWT",
            }
        );
        var signed = $"{Text(header)}.{Text(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        var key = twist == Twist.OtherKey ? _other : _key;
        var signature = key.SignData(
            Encoding.ASCII.GetBytes(signed),
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        );
        return twist == Twist.Unsigned ? signed + "." : $"{signed}.{Text(signature)}";
    }

    private static string Text(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}

/// <summary>One browser on its way to the provider and back.</summary>
internal sealed class Journey(OidcHost host, Person person, string language = "zh-CN")
{
    private static readonly HtmlParser Parser = new();
    private readonly HttpClient _browser = Speaking(host.Browser(), language);

    public Person Person => person;
    public string Policy { get; private set; } = "";

    /// <summary>What the provider is asked.</summary>
    public async Task<Dictionary<string, string>> BeginAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        var page = await _browser.GetAsync("/sign-in?returnUrl=%2Faccount", cancel);
        Policy = page.Headers.GetValues("Content-Security-Policy").Single();
        var form = Parser
            .ParseDocument(await page.Content.ReadAsStringAsync(cancel))
            .QuerySelector("form[action='/sign-in/oidc']")!;
        var fields = form.QuerySelectorAll("input")
            .Select(i => KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("value")!));
        var sent = await _browser.PostAsync("/sign-in/oidc", new FormUrlEncodedContent(fields), cancel);
        Assert.StartsWith(host.Provider.Address + "/authorize?", sent.Headers.Location?.AbsoluteUri);
        var query = HttpUtility.ParseQueryString(sent.Headers.Location!.Query);
        var request = query.AllKeys.ToDictionary(k => k!, k => query[k]!);
        host.Provider.AtTheDoor[request["state"]] = person;
        return request;
    }

    /// <summary>The address the provider sends the browser back to.</summary>
    public async Task<string> AnswerAsync(Dictionary<string, string> request)
    {
        using var outside = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        var query = string.Join('&', request.Select(r => $"{r.Key}={Uri.EscapeDataString(r.Value)}"));
        var answer = await outside.GetAsync(
            $"{host.Provider.Address}/authorize?{query}",
            TestContext.Current.CancellationToken
        );
        return answer.Headers.Location!.PathAndQuery;
    }

    public async Task<HttpResponseMessage> SignInAsync() =>
        await _browser.GetAsync(await AnswerAsync(await BeginAsync()), TestContext.Current.CancellationToken);

    /// <summary>What the browser shows, and that nobody is signed in by it.</summary>
    public async Task<string> ShownAsync(string address)
    {
        var cancel = TestContext.Current.CancellationToken;
        var shown = await _browser.GetAsync(address, cancel);
        Assert.Equal(401, (int)shown.StatusCode);
        var page = Parser.ParseDocument(await shown.Content.ReadAsStringAsync(cancel));
        var inside = await _browser.GetAsync("/account", cancel);
        Assert.Equal(303, (int)inside.StatusCode);
        return Visitor.Folded(page.QuerySelector("[role=alert]")!);
    }

    public async Task RefusedAsync(string sentence) =>
        Assert.Contains(sentence, await ShownAsync(await AnswerAsync(await BeginAsync())), StringComparison.Ordinal);

    public Task<string> TextAsync(string address) =>
        _browser.GetStringAsync(address, TestContext.Current.CancellationToken);

    private static HttpClient Speaking(HttpClient browser, string language)
    {
        browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        return browser;
    }
}
