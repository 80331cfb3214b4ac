mod bad_repositories;
mod cli;
mod fixture;
mod house;
mod laws;
mod repos;
mod rules;
