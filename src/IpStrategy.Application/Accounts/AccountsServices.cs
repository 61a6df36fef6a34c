using IpStrategy.Persistence.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace IpStrategy.Application.Accounts;

/// <summary>Puts the use cases about accounts into a host's container.</summary>
public static class AccountsServices
{
    public static IServiceCollection AddIpStrategyAccounts(this IServiceCollection services) =>
        services
            .AddSingleton<IPasswordHasher<User>, PasswordHasher<User>>()
            .AddSingleton<SignInTries>()
            .AddScoped<SignIn>()
            .AddScoped<ApiTokens>()
            .AddScoped<AccountList>()
            .AddScoped<CreateUser>()
            .AddScoped<SetPassword>()
            .AddScoped<DisableUser>()
            .AddScoped<UserSheets>()
            .AddScoped(p => ApplicationServices.Make<HandOverWork>(p))
            .AddScoped<CreateFirstAdministrator>();
}
