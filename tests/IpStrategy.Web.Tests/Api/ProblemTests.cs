using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using IpStrategy.Application.Accounts;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;
using IpStrategy.Web.Api;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Execution;

namespace IpStrategy.Web.Tests.Api;

public sealed partial class ProblemTests(DemoHost host)
{
    public static TheoryData<string> RefusalTypes =>
        [
            .. new[] { typeof(DomainRefusal), typeof(SignInRefusal), typeof(ApiRefusal) }
                .SelectMany(t => t.Assembly.GetTypes())
                .Where(t => t.IsSubclassOf(typeof(Refusal)) && !t.IsAbstract)
                .Select(t => t.FullName!)
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(RefusalTypes))]
    public void Every_refusal_has_a_sentence_in_both_languages_that_uses_only_its_own_facts(string typeName)
    {
        var type = new[] { typeof(DomainRefusal), typeof(SignInRefusal), typeof(ApiRefusal) }
            .Select(t => t.Assembly.GetType(typeName))
            .First(t => t is not null)!;
        var facts = type.GetProperties().Select(p => p.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);

        var (chinese, english) = (TextOf(type, "zh-CN"), TextOf(type, "en"));

        Assert.NotEqual(chinese, english);
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", chinese);
        Assert.DoesNotMatch(@"\p{IsCJKUnifiedIdeographs}", english);
        Assert.All(Placeholders(chinese).Concat(Placeholders(english)), p => Assert.Contains(p, facts));
    }

    [Fact]
    public void A_refusal_of_the_engine_is_a_rule_that_says_no() =>
        Assert.Equal(422, Problems.StatusOf(new InstanceIsSuspended()));

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void A_refusal_without_a_text_of_its_own_still_says_something_with_its_code(string culture) =>
        Assert.Contains("TIMER_IS_GONE", Worded(new TimerIsGone(default), culture), StringComparison.Ordinal);

    [Fact]
    public void Fields_steps_dates_and_lists_are_named_as_people_know_them()
    {
        Assert.Equal("请填写“实施方案”。", Worded(new AnswerIsMissing("plan"), "zh-CN"));
        Assert.Contains(
            "制定实施方案",
            Worded(new ReturnTargetIsNotEarlier("draftPlan"), "zh-CN"),
            StringComparison.Ordinal
        );
        var at = new DateTimeOffset(2010, 3, 15, 16, 30, 0, TimeSpan.Zero);
        Assert.Contains("2010-03-16 00:30", Worded(new UrgedTooRecently(at), "en"), StringComparison.Ordinal);
        Assert.Contains("3、7、9", Worded(new LeadsAreNotConfirmed([3, 7, 9]), "zh-CN"), StringComparison.Ordinal);
        Assert.Contains("3, 7, 9", Worded(new LeadsAreNotConfirmed([3, 7, 9]), "en"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-CN", "请先登录。")]
    [InlineData("zh", "请先登录。")]
    [InlineData("zh-TW,zh;q=0.9", "请先登录。")]
    [InlineData("en-GB,en;q=0.8", "Sign in first.")]
    [InlineData("fr", "请先登录。")]
    [InlineData(null, "请先登录。")]
    public async Task Problems_are_worded_in_the_callers_language(string? language, string text)
    {
        var client = host.Anonymous();
        client.DefaultRequestHeaders.AcceptLanguage.Clear();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", language);

        var response = await client.GetAsync("/api/auth/me", TestContext.Current.CancellationToken);

        Assert.Equal(text, (await response.RefusedAsync(401, "NOT_SIGNED_IN")).Text("detail"));
    }

    [Theory]
    [InlineData("""{"userName":"a","password":}""", "$.password")]
    [InlineData("""{"userName":1,"password":"b"}""", "$.userName")]
    [InlineData("""{"userName":"a","pasword":"b"}""", "$.pasword")]
    [InlineData("""{"userName":"a","userName":"b","password":"c"}""", "$")]
    [InlineData("""{"userName":null,"password":"c"}""", "$.userName")]
    [InlineData("[]", "$")]
    public async Task Malformed_json_is_refused_with_the_place_of_the_mistake(string body, string path)
    {
        var problem = await (await PostAsync(host.Anonymous(), "/api/auth/login", body)).RefusedAsync(
            400,
            "JSON_IS_MALFORMED"
        );

        Assert.StartsWith(path, problem.Text("path"), StringComparison.Ordinal);
        Assert.Equal(1, problem.GetProperty("line").GetInt32());
    }

    [Fact]
    public async Task A_body_of_another_type_is_not_taken()
    {
        var response = await PostAsync(host.Anonymous(), "/api/auth/login", "<login/>", "application/xml");

        await response.RefusedAsync(415, "CONTENT_TYPE_IS_NOT_TAKEN");
    }

    [Fact]
    public async Task A_missing_body_is_malformed()
    {
        var response = await PostAsync(host.Anonymous(), "/api/auth/login", "", "application/json");

        await response.ReadAsync(400);
    }

    [Fact]
    public async Task An_address_that_does_not_exist_is_a_problem_too()
    {
        var client = await host.AsAsync("office.clerk");

        await (await client.GetAsync("/api/nowhere", TestContext.Current.CancellationToken)).RefusedAsync(
            404,
            "NOTHING_IS_HERE"
        );
    }

    [Fact]
    public async Task Whether_an_address_exists_is_for_those_who_have_signed_in()
    {
        var response = await host.Anonymous().GetAsync("/api/nowhere", TestContext.Current.CancellationToken);

        await response.RefusedAsync(401, "NOT_SIGNED_IN");
    }

    [Fact]
    public async Task A_method_an_address_does_not_take_is_a_problem_too()
    {
        var client = await host.AsAsync("office.clerk");

        await (await client.DeleteAsync("/api/plans", TestContext.Current.CancellationToken)).RefusedAsync(
            405,
            "METHOD_IS_NOT_ALLOWED"
        );
    }

    [Theory]
    [InlineData("/api/work-items?scop=all", "PARAMETER_IS_UNKNOWN", "scop")]
    [InlineData("/api/work-items?scope=ours", "PARAMETER_IS_NOT_ALLOWED", "scope")]
    [InlineData("/api/work-items?scope=Mine", "PARAMETER_IS_NOT_ALLOWED", "scope")]
    [InlineData("/api/work-items?pageSize=0", "PARAMETER_IS_NOT_ALLOWED", "pageSize")]
    [InlineData("/api/work-items?pageSize=201", "PARAMETER_IS_NOT_ALLOWED", "pageSize")]
    [InlineData("/api/work-items?pageSize=ten", "PARAMETER_IS_NOT_ALLOWED", "pageSize")]
    [InlineData("/api/work-items?after=1.2.3", "PARAMETER_IS_NOT_ALLOWED", "after")]
    [InlineData("/api/work-items?assignment=x", "PARAMETER_IS_NOT_ALLOWED", "assignment")]
    [InlineData("/api/plans/1/assignments?light=pink", "PARAMETER_IS_NOT_ALLOWED", "light")]
    [InlineData("/api/plans/1/assignments?sort=size", "PARAMETER_IS_NOT_ALLOWED", "sort")]
    [InlineData("/api/plans?sort=due", "PARAMETER_IS_UNKNOWN", "sort")]
    [InlineData("/api/inbox?after=x", "PARAMETER_IS_NOT_ALLOWED", "after")]
    [InlineData("/api/inbox?after=12345", "PARAMETER_IS_NOT_ALLOWED", "after")]
    [InlineData("/api/inbox?pageSize=5&pageSize=6", "PARAMETER_IS_REPEATED", "pageSize")]
    [InlineData("/api/inbox?pageSize=", "PARAMETER_IS_NOT_ALLOWED", "pageSize")]
    [InlineData("/api/inbox?pageSize", "PARAMETER_IS_NOT_ALLOWED", "pageSize")]
    [InlineData("/api/inbox?pageSize=-1", "PARAMETER_IS_NOT_ALLOWED", "pageSize")]
    [InlineData("/api/notices?after=2235853399107891200", "PARAMETER_IS_NOT_ALLOWED", "after")]
    [InlineData("/api/notices?state=open", "PARAMETER_IS_NOT_ALLOWED", "state")]
    [InlineData("/api/plans?after=x", "PARAMETER_IS_NOT_ALLOWED", "after")]
    [InlineData("/api/work-items?agency=nobody", "PARAMETER_IS_NOT_ALLOWED", "agency")]
    [InlineData("/api/work-items?dueTo=2010-13-01", "PARAMETER_IS_NOT_ALLOWED", "dueTo")]
    [InlineData("/api/work-items?sort=closed", "PARAMETER_IS_NOT_ALLOWED", "sort")]
    [InlineData("/api/work-items?sort=--due", "PARAMETER_IS_NOT_ALLOWED", "sort")]
    [InlineData("/api/plans/1/assignments?agency=nobody", "PARAMETER_IS_NOT_ALLOWED", "agency")]
    [InlineData("/api/plans/1/assignments?q=%20", "PARAMETER_IS_NOT_ALLOWED", "q")]
    [InlineData("/api/plans/1/assignments?section=1&section=2", "PARAMETER_IS_REPEATED", "section")]
    [InlineData("/api/assignments/1/timeline?pageSize=0", "PARAMETER_IS_NOT_ALLOWED", "pageSize")]
    [InlineData("/api/auth/me?x=1", "PARAMETER_IS_UNKNOWN", "x")]
    public async Task Filters_that_are_not_known_are_refused_not_passed_over(string address, string code, string name)
    {
        var client = await host.AsAsync("office.clerk");

        var response = await client.GetAsync(address, TestContext.Current.CancellationToken);

        Assert.Equal(name, (await response.RefusedAsync(400, code)).Text("parameter"));
    }

    [Fact]
    public async Task Answers_keep_chinese_readable_and_are_not_stored_on_the_way()
    {
        var client = await host.AsAsync("office.clerk");

        var response = await client.GetAsync("/api/auth/me", TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Contains("\"displayName\":\"张三\"", text, StringComparison.Ordinal);
        Assert.True(response.Headers.CacheControl?.NoStore);
    }

    private static Task<HttpResponseMessage> PostAsync(
        HttpClient client,
        string address,
        string body,
        string type = "application/json"
    ) =>
        client.PostAsync(
            address,
            new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(type)),
            TestContext.Current.CancellationToken
        );

    private static string Worded(Refusal refusal, string culture)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            return RefusalTexts.Of(refusal);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static string TextOf(Type type, string culture)
    {
        var code = ((Refusal)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type)).Code;
        return RefusalTexts.TemplateOf(code, CultureInfo.GetCultureInfo(culture))
            ?? throw new Xunit.Sdk.XunitException($"No text for {code}");
    }

    private static IEnumerable<string> Placeholders(string text) =>
        Placeholder().Matches(text).Select(m => m.Groups["name"].Value);

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();
}
