using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace IpStrategy.Web.Tests.Pages;

/// <summary>The demonstration for tests that act on it by pages; they run one after another.</summary>
public sealed class PagesHost : RunningHost
{
    public const string Password = DemoInstallationHost.Password;

    protected override IEnumerable<KeyValuePair<string, string>> Settings =>
        // A test signs in more often than a person does.
        [new("demo", "true"), new("demo-password", Password), new("Limits:SignInsPerName", "10000")];

    public async Task<Visitor> AsAsync(string userName)
    {
        var visitor = new Visitor(Browser());
        await visitor.SignInAsync(userName, Password);
        return visitor;
    }

    public Visitor Stranger() => new(Browser());
}

[CollectionDefinition(Name)]
public sealed class PagesGroup : ICollectionFixture<PagesHost>
{
    public const string Name = "pages";
}

/// <summary>Somebody before a browser without scripts: opens pages, follows links, fills in forms and sends them.</summary>
public sealed class Visitor(HttpClient browser)
{
    private static readonly HtmlParser Parser = new();

    public HttpStatusCode Status { get; private set; }
    public string Address { get; private set; } = "/";
    public IHtmlDocument Page { get; private set; } = null!;

    public string Heading => Page.QuerySelector("h1")?.TextContent.Trim() ?? "";

    /// <summary>The text of the main part, white space folded.</summary>
    public string Main => Folded(Page.QuerySelector("main")!);

    public async Task<IHtmlDocument> OpenAsync(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        return await SendAsync(request, address);
    }

    public Task<IHtmlDocument> FollowAsync(string linkText) =>
        OpenAsync(
            Page.QuerySelectorAll("a")
                .First(a => Folded(a).Contains(linkText, StringComparison.Ordinal))
                .GetAttribute("href")!
        );

    public async Task SignInAsync(string userName, string password)
    {
        await OpenAsync("/sign-in");
        await SubmitAsync("登录", ("userName", userName), ("password", password));
    }

    /// <summary>Sends the form that has a button of this text, its fields as they stand but for those given.</summary>
    public Task<IHtmlDocument> SubmitAsync(string button, params (string Name, string Value)[] typed) =>
        SubmitAsync(FormWith(button), typed);

    public async Task<IHtmlDocument> SubmitAsync(IHtmlFormElement form, params (string Name, string Value)[] typed)
    {
        var given = typed.Select(t => t.Name).ToHashSet();
        var fields = FieldsOf(form)
            .Where(f => !given.Contains(f.Key))
            .Concat(typed.Select(t => KeyValuePair.Create(t.Name, t.Value)));
        var content = new FormUrlEncodedContent(fields);
        var address = form.GetAttribute("action")!;
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        if (form.Method == "get")
        {
            address += "?" + await content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            (request.Method, request.Content, request.RequestUri) = (
                HttpMethod.Get,
                null,
                new Uri(address, UriKind.Relative)
            );
        }
        return await SendAsync(request, address);
    }

    /// <summary>Sends a form with a file, its other fields as they stand.</summary>
    public async Task<IHtmlDocument> UploadAsync(IHtmlFormElement form, string name, byte[] file)
    {
        var content = new MultipartFormDataContent();
        foreach (var (field, value) in FieldsOf(form).Where(f => f.Key != "file"))
        {
            content.Add(new StringContent(value), field);
        }
        content.Add(new ByteArrayContent(file), "file", name);
        var address = form.GetAttribute("action")!;
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        return await SendAsync(request, address);
    }

    /// <summary>Sends a form that no page has shown: what a forger or an old page would send.</summary>
    public async Task<IHtmlDocument> ForgeAsync(string address, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await SendAsync(request, address);
    }

    public IHtmlFormElement FormWith(string button) =>
        (IHtmlFormElement)
            Page.QuerySelectorAll("form").First(f => f.QuerySelectorAll("button").Any(b => Folded(b) == button));

    /// <summary>The form of the page's one primary action.</summary>
    public IHtmlFormElement PrimaryForm() =>
        (IHtmlFormElement)Page.QuerySelector("main .button-primary")!.Closest("form")!;

    public bool Has(string selector) => Page.QuerySelector(selector) is not null;

    public string TextOf(string selector) => Page.QuerySelector(selector) is { } found ? Folded(found) : "";

    public static string Folded(IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private async Task<IHtmlDocument> SendAsync(HttpRequestMessage request, string address)
    {
        var cancel = TestContext.Current.CancellationToken;
        var response = await browser.SendAsync(request, cancel);
        for (var hops = 0; response.Headers.Location is { } location; hops++)
        {
            Assert.True(hops < 5, $"{address} leads round in circles");
            address = location.OriginalString;
            response = await browser.GetAsync(address, cancel);
        }
        (Status, Address) = (response.StatusCode, address);
        return Page = Parser.ParseDocument(await response.Content.ReadAsStringAsync(cancel));
    }

    private static IEnumerable<KeyValuePair<string, string>> FieldsOf(IHtmlFormElement form)
    {
        foreach (var field in form.Elements)
        {
            var name = field.GetAttribute("name");
            var value = field switch
            {
                _ when string.IsNullOrEmpty(name) => null,
                IHtmlInputElement { Type: "radio" or "checkbox" } box => box.IsChecked ? box.Value : null,
                IHtmlInputElement input => input.Value,
                IHtmlTextAreaElement area => area.Value,
                IHtmlSelectElement select => select.Value,
                _ => null,
            };
            if (value is not null)
            {
                yield return KeyValuePair.Create(name!, value);
            }
        }
    }
}
