using System.Net;

namespace IpStrategy.Web.Tests.Pages;

/// <summary>Accounts by pages: each administrator does his share, and is offered no more.</summary>
[Collection(PagesGroup.Name)]
public sealed class UserPagesTests(PagesHost host)
{
    [Fact]
    public async Task An_account_is_made_by_one_administrator_and_opened_and_closed_by_the_right_one()
    {
        var system = await host.AsAsync("admin.system");
        await system.FollowAsync("账号");
        Assert.Equal("账号管理", system.Heading);
        await system.SubmitAsync(
            "建立账号",
            ("userName", "page.officer"),
            ("displayName", "王五"),
            ("post", "Officer"),
            ("agency", "kw"),
            ("password", "Fresh-Horse-44")
        );
        Assert.Equal(HttpStatusCode.Forbidden, system.Status);
        Assert.Equal("王五", system.Page.QuerySelector("#f-displayName")!.GetAttribute("value"));
        await system.SubmitAsync("建立账号", ("post", "Officer"), ("agency", "kw"), ("password", ""));
        Assert.Contains("账号 page.officer 已建立", system.TextOf("[role=status]"), StringComparison.Ordinal);
        Assert.Empty(system.Page.QuerySelectorAll("form[action='/users/kw.officer/password']"));

        await system.ForgeAsync("/users/page.officer/password", ("password", "Another-Horse-45"));
        Assert.NotEqual(HttpStatusCode.OK, system.Status);
        var security = await host.AsAsync("admin.security");
        await security.ForgeAsync("/users/page.officer/password", ("password", "Fresh-Horse-44"));
        await new Visitor(host.Browser()).SignInAsync("page.officer", "Fresh-Horse-44");

        await system.OpenAsync("/users");
        Assert.True(system.Has("form[action='/users/import'] input[type=file]"));
        Assert.Contains("承办人、单位领导、办公室经办、办公室主任", system.Main, StringComparison.Ordinal);

        var clerk = await host.AsAsync("office.clerk");
        await clerk.OpenAsync("/users");
        Assert.Equal(HttpStatusCode.Forbidden, clerk.Status);
    }
}
