using Microsoft.Extensions.Hosting;
using Migochat.Functions.Hosting;

await FunctionApp.Build(args).RunAsync();
