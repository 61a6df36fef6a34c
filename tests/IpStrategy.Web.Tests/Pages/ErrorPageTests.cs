using System.Net;
using IpStrategy.Persistence;
using IpStrategy.Web.Tests.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IpStrategy.Web.Tests.Pages;

/// <summary>Faults, each in the frame that people know.</summary>
public sealed class ErrorPageTests(AccountsHost host) : IClassFixture<AccountsHost>
{
    [Fact]
    public async Task A_fault_is_told_in_the_frame_without_asking_the_broken_storage_again()
    {
        // A host of its own: other tests must not meet what is broken here on purpose.
        await using var broken = new AccountsHost();
        await broken.InitializeAsync();
        var visitor = new Visitor(broken.Browser());
        await visitor.SignInAsync(await broken.NewUserAsync(), AccountsHost.Password);
        Assert.Equal("我的待办", visitor.Heading);
        await using (var scope = broken.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<IpStrategyContext>();
            await db.Database.ExecuteSqlRawAsync("DROP TABLE InboxMessages", TestContext.Current.CancellationToken);
        }

        await visitor.OpenAsync("/");

        Assert.Equal(HttpStatusCode.InternalServerError, visitor.Status);
        Assert.Equal("出了问题", visitor.Heading);
        Assert.Contains("没有保存任何改动", visitor.Main, StringComparison.Ordinal);
        Assert.True(visitor.Has("header.bar"), "not in the frame");
        Assert.DoesNotContain("Exception", visitor.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/work-items/1/complete", "没有找到这一页")]
    [InlineData("/sign-out", "这个地址不能这样打开")]
    public async Task An_address_that_takes_forms_is_answered_by_a_page_when_it_is_opened(
        string address,
        string heading
    )
    {
        var visitor = new Visitor(host.Browser());
        await visitor.SignInAsync(await host.NewUserAsync(), AccountsHost.Password);

        await visitor.OpenAsync(address);

        Assert.Equal(heading, visitor.Heading);
        Assert.True(visitor.Has("header.bar"), "not in the frame");
    }

    [Theory]
    [InlineData("/plans", HttpStatusCode.MethodNotAllowed, "这个地址不能这样打开")]
    [InlineData("/no/such/page", HttpStatusCode.NotFound, "没有找到这一页")]
    public async Task A_form_sent_to_where_none_is_taken_is_answered_by_a_page(
        string address,
        HttpStatusCode status,
        string heading
    )
    {
        var visitor = new Visitor(host.Browser());
        await visitor.SignInAsync(await host.NewUserAsync(), AccountsHost.Password);

        await visitor.ForgeAsync(address, ("x", "y"));

        Assert.Equal((status, heading), (visitor.Status, visitor.Heading));
    }

    [Fact]
    public async Task A_stranger_does_not_learn_which_addresses_exist()
    {
        var visitor = new Visitor(host.Browser());

        await visitor.OpenAsync("/no/such/page");

        Assert.Equal("登录", visitor.Heading);
    }
}
