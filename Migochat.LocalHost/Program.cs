using Migochat.LocalHost;

return await CommandLine.RunAsync(args);
