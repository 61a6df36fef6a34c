using System.Net;

namespace IpStrategy.Web.Tests.Pages;

[Collection(PagesGroup.Name)]
public sealed class SignInPageTests(PagesHost host)
{
    [Fact]
    public async Task A_wrong_password_is_refused_beside_the_form_and_the_name_is_kept()
    {
        var visitor = host.Stranger();
        await visitor.OpenAsync("/sign-in");

        await visitor.SubmitAsync("登录", ("userName", "zscqj.officer"), ("password", "wrong"));

        Assert.Equal(HttpStatusCode.Unauthorized, visitor.Status);
        Assert.Contains("用户名或密码不正确", visitor.TextOf("[role=alert]"), StringComparison.Ordinal);
        Assert.Equal("zscqj.officer", visitor.Page.QuerySelector("[name=userName]")!.GetAttribute("value"));
        Assert.Null(visitor.Page.QuerySelector("[name=password]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task After_five_wrong_passwords_the_account_is_locked_and_the_page_says_for_how_long()
    {
        var visitor = host.Stranger();
        await visitor.OpenAsync("/sign-in");
        for (var i = 0; i < 5; i++)
        {
            await visitor.SubmitAsync("登录", ("userName", "nhx.officer"), ("password", "wrong"));
        }

        await visitor.SubmitAsync("登录", ("userName", "nhx.officer"), ("password", PagesHost.Password));

        Assert.Equal(HttpStatusCode.TooManyRequests, visitor.Status);
        Assert.Contains("请过 15 分钟再试", visitor.TextOf("[role=alert]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_sign_in_one_is_where_one_wanted_to_go()
    {
        var visitor = host.Stranger();
        await visitor.OpenAsync("/?scope=agency&step=acknowledge");
        Assert.Equal("登录", visitor.Heading);

        await visitor.SubmitAsync("登录", ("userName", "zscqj.officer"), ("password", PagesHost.Password));

        Assert.Equal("/?scope=agency&step=acknowledge", visitor.Address);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("/\t/evil.example/")]
    [InlineData("javascript:alert(1)")]
    public async Task A_link_leads_nowhere_else_after_the_sign_in(string elsewhere)
    {
        var visitor = host.Stranger();
        await visitor.OpenAsync("/sign-in?returnUrl=" + Uri.EscapeDataString(elsewhere));

        await visitor.SubmitAsync(
            "登录",
            ("userName", "zscqj.officer"),
            ("password", PagesHost.Password),
            ("returnUrl", elsewhere)
        );

        Assert.Equal("/", visitor.Address);
    }

    [Fact]
    public async Task Who_signs_out_is_out()
    {
        var visitor = await host.AsAsync("zscqj.officer");
        await visitor.OpenAsync("/");

        await visitor.SubmitAsync("退出");
        Assert.Contains("已经退出", visitor.Main, StringComparison.Ordinal);
        await visitor.OpenAsync("/");

        Assert.Equal("登录", visitor.Heading);
    }

    [Fact]
    public async Task Empty_fields_are_named_before_anything_is_checked()
    {
        var visitor = host.Stranger();
        await visitor.OpenAsync("/sign-in");

        await visitor.SubmitAsync("登录");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, visitor.Status);
        Assert.Contains("请填写用户名和密码", visitor.TextOf("[role=alert]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_frame_says_who_acts_for_whom()
    {
        var visitor = await host.AsAsync("zscqj.leader");
        await visitor.OpenAsync("/");

        Assert.Contains("市知识产权局 · 单位领导", visitor.TextOf(".who"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_language_is_switched_for_good_and_the_page_stays()
    {
        var visitor = await host.AsAsync("zscqj.officer");
        await visitor.OpenAsync("/?scope=agency");

        await visitor.SubmitAsync("English");
        Assert.Equal("/?scope=agency", visitor.Address);
        Assert.Equal("en", visitor.Page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("My work", visitor.Heading);
        await visitor.OpenAsync("/inbox");
        Assert.Equal("Inbox", visitor.Heading);

        await visitor.SubmitAsync("中文");
        Assert.Equal("收件箱", visitor.Heading);
    }
}
