using System.Collections.Immutable;
using IpStrategy.Application.Accounts;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Approvals;

namespace IpStrategy.Application.Demo;

/// <summary>The invented people of a demonstration: the office's, and an officer and a leader for every agency.</summary>
internal static class DemoPeople
{
    public const string Clerk = "office.clerk";
    public const string Director = "office.director";

    private const string Surnames =
        "张李王赵刘陈杨黄周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈";
    private const string GivenNames = "三四五六七八九敏静伟强磊洋勇艳娟涛明超秀霞平刚桂";

    private static readonly ImmutableArray<(string UserName, Post Post)> Office =
    [
        (Clerk, Post.Clerk),
        (Director, Post.Director),
        ("group.deputy", Post.GroupDeputy),
        ("leadership", Post.Leadership),
        ("admin.system", Post.SystemAdministrator),
        ("admin.security", Post.SecurityAdministrator),
        ("admin.audit", Post.AuditAdministrator),
    ];

    public static ImmutableArray<NewAccount> Of(AgencyDirectory directory)
    {
        var people = Office.Select(o => (o.UserName, o.Post, Agency: (string?)null));
        var ofAgencies = directory.Agencies.SelectMany(a =>
            new[]
            {
                (UserName: $"{a.Code}.officer", Post: Post.Officer, Agency: (string?)a.Code.Value),
                (UserName: $"{a.Code}.leader", Post: Post.Leader, Agency: (string?)a.Code.Value),
            }
        );
        return [.. people.Concat(ofAgencies).Select((p, i) => new NewAccount(p.UserName, NameOf(i), p.Post, p.Agency))];
    }

    /// <summary>张三, 李四, 王五 …: the surname changes each time, the given name with every round through the surnames too.</summary>
    private static string NameOf(int index) =>
        $"{Surnames[index % Surnames.Length]}{GivenNames[(index + index / Surnames.Length) % GivenNames.Length]}";
}
