using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Rights;

namespace IpStrategy.Domain.Tests.Approvals;

public sealed class AdministratorDutiesTests
{
    [Fact]
    public void Every_act_on_every_account_is_one_administrators_and_nobody_elses()
    {
        foreach (var act in Enum.GetValues<AccountAct>())
        {
            foreach (var of in Enum.GetValues<Post>())
            {
                var may = Enum.GetValues<Post>()
                    .Where(p => AdministratorDuties.May(new Actor(1, "张三", p, null), act, of) is null)
                    .ToList();

                Assert.Single(may);
                Assert.Contains(may[0], (Post[])[Post.SystemAdministrator, Post.SecurityAdministrator]);
                Assert.NotEqual(of, may[0]);
            }
        }
    }

    [Theory]
    [InlineData(AccountAct.Make, Post.Officer, Post.SystemAdministrator)]
    [InlineData(AccountAct.SetPassword, Post.Officer, Post.SecurityAdministrator)]
    [InlineData(AccountAct.Make, Post.AuditAdministrator, Post.SecurityAdministrator)]
    [InlineData(AccountAct.SetPassword, Post.SystemAdministrator, Post.SecurityAdministrator)]
    [InlineData(AccountAct.Make, Post.SecurityAdministrator, Post.SystemAdministrator)]
    public void Keys_are_given_by_another_than_who_keeps_the_accounts(AccountAct act, Post of, Post by) =>
        Assert.Equal(by, AdministratorDuties.WhoDoes(act, of));
}
